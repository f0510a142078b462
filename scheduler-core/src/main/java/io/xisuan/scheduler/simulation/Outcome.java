package io.xisuan.scheduler.simulation;

/**
 * What a replay made of one job that ran.
 *
 * @param startMillis the first start, on the clock of the trace
 * @param site where it ran, last
 */
public record Outcome(TraceJob job, long startMillis, long endMillis, String site) {
    /** Returns the time from submission to end. */
    public long completionMillis() {
        return endMillis - job.submitMillis();
    }

    /** Returns the time from submission to end during which it did not progress. */
    public long waitMillis() {
        return completionMillis() - job.durationMillis();
    }
}
