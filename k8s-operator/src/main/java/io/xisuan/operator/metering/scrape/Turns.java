package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who may begin a TLS handshake: a few at once, first come first served. When 2,000 begin together on a slow machine none ends in
 * time. Whoever holds a turn too long loses it to the next and goes on: targets that never answer keep nobody waiting for
 * long. Safe for many threads.
 */
final class Turns {
    private final Semaphore free;
    private final Duration longest;
    private final ScheduledExecutorService timer;

    Turns(int atOnce, Duration longest, ScheduledExecutorService timer) {
        free = new Semaphore(atOnce, true);
        this.longest = longest;
        this.timer = timer;
    }

    /** A turn, given back once: by its holder or when it lasts too long. */
    final class Turn {
        private final AtomicBoolean held = new AtomicBoolean(true);
        private final ScheduledFuture<?> lapse = timer.schedule(this::end, longest.toMillis(), TimeUnit.MILLISECONDS);

        private void end() {
            if (held.getAndSet(false)) {
                free.release();
            }
        }

        void giveBack() {
            lapse.cancel(false);
            end();
        }
    }

    /**
     * Waits for a turn.
     *
     * @throws FetchFailure when none comes in that time; that is our own want, and no word about the target
     */
    Turn take(Duration patience) throws FetchFailure, InterruptedException {
        if (!free.tryAcquire(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS)) {
            throw new FetchFailure(GapCause.OPERATOR_AWAY, "no turn for a TLS handshake within the slot");
        }
        return new Turn();
    }
}
