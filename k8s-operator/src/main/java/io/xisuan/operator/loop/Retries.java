package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a job whose attempt came to nothing is tried again: after {@code 60 s x 2^n} and a part of it more, by n failures one after
 * another. The part is drawn from the job's uid and the attempt, so that many jobs that fell together do not come back together, and a
 * restart comes to the same instant.
 *
 * <p>A job that left for others did nothing wrong and may start at once; one that had to leave again before it ran for long pauses in the
 * same way, so that it does not come and go with whoever displaces it.
 */
final class Retries {
    /** At most a quarter is added to a pause. */
    private static final int JITTER_PARTS = 4;

    private static final int JITTER_STEPS = 1_000;

    private Retries() {}

    /** Returns the earliest instant of the next attempt; 0 when the job may start at once. */
    static long notBeforeMillis(JobRecord job, Limits limits) {
        Optional<Intent> last = job.last().filter(intent -> !intent.state().live());
        int vain = Math.max(
                inARow(job, limits, reason -> reason.backsOff(), true),
                inARow(job, limits, reason -> reason.madeRoom(), false) - 1);
        if (last.isEmpty() || vain <= 0) {
            return 0;
        }
        long pause = limits.retryMillis(vain);
        return last.get().changedAtMillis() + pause + jitterMillis(last.get(), pause);
    }

    /**
     * Returns how many attempts ended so one after another; one that ran for long before it did begins a new count.
     *
     * @param unknown whether an attempt counts of which nothing is known any more: it was given up before it held anything
     */
    private static int inARow(JobRecord job, Limits limits, Predicate<EndReason> counted, boolean unknown) {
        int many = 0;
        List<Intent> attempts = job.attempts();
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Intent attempt = attempts.get(i);
            boolean counts = job.endingOf(attempt)
                    .map(ending -> counted.test(ending.reason()))
                    .orElse(unknown);
            if (!counts) {
                return many;
            }
            many++;
            boolean ranLong = attempt.changedAtMillis() - attempt.plannedAtMillis()
                    > limits.longestRetry().toMillis();
            if (ranLong) {
                return many;
            }
        }
        return many;
    }

    private static long jitterMillis(Intent attempt, long pauseMillis) {
        // String.hashCode is specified, so that each leader draws the same.
        int drawn = Math.floorMod(
                (attempt.attempt().job().uid() + "/" + attempt.attempt().attempt()).hashCode(), JITTER_STEPS);
        return pauseMillis / JITTER_PARTS * drawn / JITTER_STEPS;
    }
}
