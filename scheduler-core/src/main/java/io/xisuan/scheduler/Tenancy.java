package io.xisuan.scheduler;

import io.xisuan.scheduler.fairness.PastUse;
import io.xisuan.scheduler.fairness.QueueTree;

/**
 * Who shares the devices, and who has had how much.
 *
 * @param ageMillis each so many milliseconds of waiting raise a job's priority by one, so that none waits for ever
 */
public record Tenancy(QueueTree queues, PastUse pastUse, long ageMillis) {
    /** Six hours of waiting outweigh one step of priority. */
    public static final long DEFAULT_AGE_MILLIS = 6 * 3_600_000L;

    /** Tenants without limits, guarantees or a past. */
    public static final Tenancy FLAT = new Tenancy(QueueTree.FLAT, PastUse.none(), DEFAULT_AGE_MILLIS);

    /** Returns tenants with queues and no past. */
    public static Tenancy of(QueueTree queues) {
        return new Tenancy(queues, PastUse.none(), DEFAULT_AGE_MILLIS);
    }

    public Tenancy {
        if (ageMillis < 1) {
            throw new IllegalArgumentException(
                    "A job ages by one priority each so many milliseconds, not " + ageMillis);
        }
    }
}
