package io.xisuan.scheduler.demand;

import java.util.OptionalLong;

/**
 * When a job came, how long it runs, and when it must be done.
 *
 * @param submittedMillis milliseconds since the epoch
 * @param expectedMillis how long it is expected to run at throughput 1 with all its workers; what is planned with
 * @param killMillis how long it may run at most; what holds cover and nodes enforce. At least {@code expectedMillis}
 * @param notBeforeMillis it does not start before this instant; 0 means at once
 * @param deadlineMillis the instant by which it must have ended
 */
public record Times(
        long submittedMillis, long expectedMillis, long killMillis, long notBeforeMillis, OptionalLong deadlineMillis) {
    /** A hundred years; a longer run is a mistake of units. */
    public static final long MAX_RUN_MILLIS = 3_155_760_000_000L;

    public Times {
        if (killMillis > MAX_RUN_MILLIS || expectedMillis > MAX_RUN_MILLIS) {
            throw new IllegalArgumentException("A job is to run %d ms, more than a hundred years: a mistake of units"
                    .formatted(Math.max(killMillis, expectedMillis)));
        }
        if (submittedMillis < 0 || expectedMillis <= 0 || killMillis < expectedMillis || notBeforeMillis < 0) {
            throw new IllegalArgumentException(
                    "A job has times that cannot be: submitted %d, runs %d, at most %d, not before %d"
                            .formatted(submittedMillis, expectedMillis, killMillis, notBeforeMillis));
        }
    }

    /** Returns the times of a job that runs as long as it says and starts at once. */
    public static Times of(long submittedMillis, long runMillis) {
        return new Times(submittedMillis, runMillis, runMillis, 0, OptionalLong.empty());
    }

    /** Returns these times with another first instant, such as after a pause. */
    public Times notBefore(long instantMillis) {
        return new Times(submittedMillis, expectedMillis, killMillis, instantMillis, deadlineMillis);
    }

    /** Returns these times with a deadline. */
    public Times by(long instantMillis) {
        return new Times(submittedMillis, expectedMillis, killMillis, notBeforeMillis, OptionalLong.of(instantMillis));
    }
}
