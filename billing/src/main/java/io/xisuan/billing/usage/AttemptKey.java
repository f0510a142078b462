package io.xisuan.billing.usage;

import io.xisuan.model.JobId;
import java.util.Comparator;

/** One attempt of one job: what a price lock, a hold and an invoice line belong to. */
public record AttemptKey(JobId job, int attempt) implements Comparable<AttemptKey> {
    private static final Comparator<AttemptKey> ORDER = Comparator.comparing(
                    (AttemptKey key) -> key.job().uid())
            .thenComparing(AttemptKey::job)
            .thenComparingInt(AttemptKey::attempt);

    public AttemptKey {
        if (attempt < 1) {
            throw new IllegalArgumentException("Attempts count from 1, not %d (%s)".formatted(attempt, job));
        }
    }

    public static AttemptKey of(UsageInterval usage) {
        return new AttemptKey(usage.job(), usage.attempt());
    }

    @Override
    public int compareTo(AttemptKey other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code team/train attempt 2}, for people. */
    @Override
    public String toString() {
        return "%s attempt %d".formatted(job, attempt);
    }
}
