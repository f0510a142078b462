package io.xisuan.operator.metering.scrape;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The end of one question: when it strikes, the connection that is in use is cut, wherever it waits. Time that the question waits
 * for us and not for its target does not count. Safe for many threads.
 */
final class Deadline {
    private final ScheduledExecutorService timer;
    private long leftNanos;
    private long sinceNanos;
    private Optional<ScheduledFuture<?>> strike = Optional.empty();
    private Optional<Closeable> inUse = Optional.empty();
    private boolean over;

    Deadline(Duration time, ScheduledExecutorService timer) {
        leftNanos = time.toNanos();
        this.timer = timer;
    }

    /** Counts from now on. */
    synchronized void count() {
        sinceNanos = System.nanoTime();
        strike = Optional.of(timer.schedule(this::strike, leftNanos, TimeUnit.NANOSECONDS));
    }

    /** Does not count until told to. */
    synchronized void pause() {
        if (strike.isPresent()) {
            strike.get().cancel(false);
            strike = Optional.empty();
            leftNanos -= System.nanoTime() - sinceNanos;
        }
    }

    /** Names what is cut; it is cut at once when the time is already over. */
    synchronized void guard(Closeable connection) {
        inUse = Optional.of(connection);
        if (over) {
            cut();
        }
    }

    /** Ends: nothing is cut any more. */
    synchronized void end() {
        pause();
        inUse = Optional.empty();
    }

    synchronized boolean isOver() {
        return over;
    }

    private synchronized void strike() {
        over = true;
        cut();
    }

    private void cut() {
        try {
            if (inUse.isPresent()) {
                inUse.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }
}
