package io.xisuan.operator.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How long the step of a leader lasts. Its Lease is renewed by another thread, so that without this a leader that hangs would keep those
 * who stand by from leading for ever. Safe for many threads.
 */
final class StepWatch {
    /** A step that lasts so long is not slow but stuck: one that reads all after a restart takes well below a minute. */
    static final Duration LIMIT = Duration.ofMinutes(3);

    private final LongSupplier nanos;
    private OptionalLong beganNanos = OptionalLong.empty();
    private boolean gaveUp;

    /** @param nanos a clock that only runs */
    StepWatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void begin() {
        beganNanos = OptionalLong.of(nanos.getAsLong());
    }

    /** Ends the step; returns how long it lasted, in nanoseconds. */
    synchronized long end() {
        long lasted = nanos.getAsLong() - beganNanos.orElseThrow();
        beganNanos = OptionalLong.empty();
        return lasted;
    }

    /** Returns why this leader must give its office up: its step lasts longer than the limit. */
    synchronized Optional<String> overdue() {
        if (beganNanos.isEmpty() || nanos.getAsLong() - beganNanos.getAsLong() <= LIMIT.toNanos()) {
            return Optional.empty();
        }
        gaveUp = true;
        return Optional.of("a step of the loop lasts longer than %d s".formatted(LIMIT.toSeconds()));
    }

    /** Returns whether {@link #overdue} ever said that the office must be given up. */
    synchronized boolean gaveUp() {
        return gaveUp;
    }
}
