package io.xisuan.cli.operator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something to become so, within a limit, and says what was seen last when it does not. */
final class Eventually {
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(100).toNanos();

    private Eventually() {}

    /** Returns the first value that is there within the limit. */
    static <T> T get(String what, Duration limit, Supplier<Optional<T>> look, Supplier<?> seen) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("%s was not so within %s; last seen: %s".formatted(what, limit, seen.get()));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    static void holds(String what, Duration limit, Supplier<Boolean> look, Supplier<?> seen) {
        get(what, limit, () -> look.get() ? Optional.of(true) : Optional.empty(), seen);
    }
}
