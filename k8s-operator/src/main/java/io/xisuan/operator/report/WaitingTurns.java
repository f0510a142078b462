package io.xisuan.operator.report;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each waiting job may say again where it stands: so many at once and then one after the other, because a thousand jobs whose
 * places in the queue move together would take the API server from those that start. A job keeps its turn while it waits for it.
 * Safe for many threads.
 */
final class WaitingTurns {
    private final long spacingMillis;
    private final long burst;
    private final Map<ResourceRef, Long> turns = new ConcurrentHashMap<>();
    private long nextMillis = Long.MIN_VALUE;

    /**
     * @param burst how many may write at once after a pause
     * @param spacingMillis how long each further one comes after the one before
     */
    WaitingTurns(int burst, long spacingMillis) {
        this.burst = burst;
        this.spacingMillis = spacingMillis;
    }

    /** Returns when it is this job's turn, now or later; the same instant until it is told as taken. */
    long turnMillis(ResourceRef job, long nowMillis) {
        return turns.computeIfAbsent(job, asked -> next(nowMillis));
    }

    /** The job has written, was deleted, or waits no more. */
    void taken(ResourceRef job) {
        turns.remove(job);
    }

    private synchronized long next(long nowMillis) {
        nextMillis = Math.max(nextMillis, nowMillis - burst * spacingMillis) + spacingMillis;
        return Math.max(nextMillis, nowMillis);
    }
}
