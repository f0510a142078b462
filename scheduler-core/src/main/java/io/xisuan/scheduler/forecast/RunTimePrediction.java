package io.xisuan.scheduler.forecast;

import java.util.OptionalLong;

/**
 * How long a tenant's next job will run: the mean of the tenant's last two jobs that ended.
 *
 * <p>Recent jobs of one user resemble each other, and people declare several times what they need, so this predicts better than
 * declarations (Tsafrir, Etsion and Feitelson, "Backfilling Using System-Generated Predictions Rather than User Runtime
 * Estimates", IEEE TPDS 18(6), 2007). It is a prediction for planning and never a time to kill at: the declared kill time bounds
 * it and stays what it is.
 *
 * @param ended how many jobs ended: 0, 1, or 2 for two and more
 * @param lastMillis run time of the last one
 * @param beforeMillis run time of the one before it
 */
public record RunTimePrediction(int ended, long lastMillis, long beforeMillis) {
    /** A tenant of whom nothing is known. */
    public static final RunTimePrediction NONE = new RunTimePrediction(0, 0, 0);

    private static final int REMEMBERED = 2;

    public RunTimePrediction {
        boolean more =
                ended > REMEMBERED || (ended < REMEMBERED && beforeMillis != 0) || (ended < 1 && lastMillis != 0);
        if (ended < 0 || lastMillis < 0 || beforeMillis < 0 || more) {
            throw new IllegalArgumentException(
                    "%d jobs ended, after %d and %d ms".formatted(ended, lastMillis, beforeMillis));
        }
    }

    /** Returns what is to be expected after one more job of the tenant ended. */
    public RunTimePrediction afterJobOf(long runMillis) {
        return new RunTimePrediction(Math.min(REMEMBERED, ended + 1), runMillis, ended == 0 ? 0 : lastMillis);
    }

    /**
     * Returns the run time to plan with, in milliseconds; at least 1.
     *
     * @param declaredMillis what the submitter expects, where the submitter said so: taken where there is no history
     * @param killMillis when the job is killed at the latest; no job runs longer
     */
    public long expectedMillis(OptionalLong declaredMillis, long killMillis) {
        long expected = switch (ended) {
            case 0 -> declaredMillis.orElse(killMillis);
            case 1 -> lastMillis;
            // Half of each and the odd millisecond, rounded half up, so that no sum can overflow.
            default -> lastMillis / 2 + beforeMillis / 2 + (lastMillis % 2 + beforeMillis % 2 + 1) / 2;
        };
        return Math.max(1, Math.min(expected, killMillis));
    }
}
