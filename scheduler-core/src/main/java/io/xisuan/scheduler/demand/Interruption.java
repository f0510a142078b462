package io.xisuan.scheduler.demand;

/**
 * What it means to stop a job before its end.
 *
 * @param preemptible whether other jobs may take its places; the owner of a site always may
 * @param checkpointEveryMillis how often it saves itself unasked; 0 when never
 * @param graceMillis how long it needs to save itself when it is told to stop; 0 when it does not, so that what it has not saved is
 *     lost. It is not placed at a site that reclaims within less
 * @param restartMillis how long it takes after a restart until it works again; like all of these at most a hundred years
 */
public record Interruption(boolean preemptible, long checkpointEveryMillis, long graceMillis, long restartMillis) {
    /** Never taken off by other jobs; saves nothing; stops at once. */
    public static final Interruption NONE = new Interruption(false, 0, 0, 0);

    public Interruption {
        if (checkpointEveryMillis < 0 || graceMillis < 0 || restartMillis < 0) {
            throw new IllegalArgumentException("No time of an interruption is negative: %d, %d, %d ms"
                    .formatted(checkpointEveryMillis, graceMillis, restartMillis));
        }
        if (Math.max(checkpointEveryMillis, Math.max(graceMillis, restartMillis)) > Times.MAX_RUN_MILLIS) {
            throw new IllegalArgumentException(
                    "A time of an interruption is more than a hundred years, a mistake of units: %d, %d, %d ms"
                            .formatted(checkpointEveryMillis, graceMillis, restartMillis));
        }
    }

    /**
     * Returns how much of its last run is lost when it stops at an instant: since its last checkpoint, and the restart. A job that saves
     * itself when it is told to stop loses the restart alone. At most two hundred years, whatever the instants.
     */
    public long lostMillis(long startedMillis, long atMillis) {
        long ran = atMillis <= startedMillis ? 0 : atMillis - startedMillis;
        ran = ran < 0 ? Times.MAX_RUN_MILLIS : Math.min(ran, Times.MAX_RUN_MILLIS);
        long unsaved = graceMillis > 0 ? 0 : checkpointEveryMillis == 0 ? ran : ran % checkpointEveryMillis;
        return unsaved + restartMillis;
    }
}
