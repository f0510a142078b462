package io.xisuan.scheduler.fairness;

/**
 * What the order of waiting jobs depends on beside themselves.
 *
 * @param usage what tenants hold now
 * @param past what they used before
 * @param ageMillis a job that waited so long is worth one priority more, and so on without end, so that none waits for ever
 */
public record Fairness(QueueTree tree, Usage usage, PastUse past, long ageMillis) {
    /** Six hours. */
    public static final long DEFAULT_AGE_MILLIS = 6 * 3_600_000L;

    public Fairness {
        if (ageMillis < 1) {
            throw new IllegalArgumentException("A job ages in 1 ms at least, not " + ageMillis);
        }
    }

    /** Returns a fairness with the default ageing. */
    public static Fairness of(QueueTree tree, Usage usage, PastUse past) {
        return new Fairness(tree, usage, past, DEFAULT_AGE_MILLIS);
    }

    /** Returns a job's priority with what it gained by waiting. */
    public long effectivePriority(int priority, long submittedMillis, long nowMillis) {
        return priority + Math.max(0, nowMillis - submittedMillis) / ageMillis;
    }
}
