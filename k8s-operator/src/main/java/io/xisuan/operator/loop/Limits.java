package io.xisuan.operator.loop;

import java.time.Duration;

/**
 * How long an attempt may take to begin.
 *
 * @param gangStart from acting until the whole gang runs
 * @param imagePull from a pod's binding while its image cannot be pulled
 * @param firstRetry the pause before the second attempt; it doubles with each further one
 * @param longestRetry the longest such pause
 */
public record Limits(Duration gangStart, Duration imagePull, Duration firstRetry, Duration longestRetry) {
    /** Ten minutes for a gang; for an image 90 s, so that it is said within two minutes; pauses of one minute to one hour. */
    public static final Limits STANDARD =
            new Limits(Duration.ofMinutes(10), Duration.ofSeconds(90), Duration.ofMinutes(1), Duration.ofHours(1));

    public Limits {
        if (gangStart.isNegative() || imagePull.isNegative() || firstRetry.isNegative()) {
            throw new IllegalArgumentException("Limits are not negative");
        }
    }

    /** Returns how long to wait after so many attempts in vain. */
    long retryMillis(int attempts) {
        int doublings = Math.min(Math.max(0, attempts - 1), 20);
        return Math.min(longestRetry.toMillis(), firstRetry.toMillis() << doublings);
    }
}
