package io.xisuan.operator.reconcile;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A bounded wait for what a cluster does in its own time; a failure says what was seen last. */
final class Eventually {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(90).toNanos();
    private static final long STEP_NANOS = Duration.ofMillis(25).toNanos();

    private Eventually() {}

    /** Returns the first value that is as wanted. */
    static <T> T see(String wanted, Supplier<T> look, Predicate<T> asWanted) {
        long start = System.nanoTime();
        T seen = look.get();
        while (!asWanted.test(seen)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("not seen in time: %s; last seen: %s".formatted(wanted, seen));
            }
            LockSupport.parkNanos(STEP_NANOS);
            seen = look.get();
        }
        return seen;
    }
}
