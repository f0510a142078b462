package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.NotMeasured;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting with an end: what does not come in time is a measurement that could not be made. */
final class Wait {
    private static final long LOOK_NANOS = 10_000_000L;
    private static final long ASK_NANOS = 250_000_000L;

    private Wait() {}

    /**
     * Waits until the condition holds.
     *
     * @param what completes the sentence "after 60 s still waiting until ..."
     * @param besides what else to say then
     */
    static void until(String what, Duration limit, BooleanSupplier condition, Supplier<String> besides) {
        until(what, limit, condition, besides, LOOK_NANOS);
    }

    /** Does the same where each look is a request to the API server, which has other things to do. */
    static void asking(String what, Duration limit, BooleanSupplier condition, Supplier<String> besides) {
        until(what, limit, condition, besides, ASK_NANOS);
    }

    private static void until(
            String what, Duration limit, BooleanSupplier condition, Supplier<String> besides, long everyNanos) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new NotMeasured("after %d s still waiting until %s (--limit-seconds): %s"
                        .formatted(limit.toSeconds(), what, besides.get()));
            }
            LockSupport.parkNanos(everyNanos);
        }
    }

    /** Lets time pass. */
    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
