package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import java.util.List;

/**
 * The places that are kept for a job while attempts leave for it, stored with the orders by which they leave: a restart goes on with
 * the same places and the same victims.
 *
 * @param job who starts there: a waiting job, or one that leaves its own places to go there
 * @param workers in order of rank
 * @param transferMillis how long its data is brought before it works
 * @param victims the attempts that have to be over first; none of the job's own
 * @param keptUntilMillis until when the places are kept at most
 */
public record SeatClaim(
        JobId job,
        Purpose purpose,
        SiteId site,
        String acceleratorModelId,
        int devicesPerWorker,
        List<PlannedWorker> workers,
        long transferMillis,
        List<AttemptKey> victims,
        long madeAtMillis,
        long keptUntilMillis) {
    /** Why places are kept. */
    public enum Purpose {
        /** Others were told to leave for a waiting job. */
        PREEMPT,
        /** The job goes elsewhere at its site. */
        MOVE,
        /** The job goes on with another number of workers. */
        RESIZE
    }

    public SeatClaim {
        workers = List.copyOf(workers);
        victims = List.copyOf(victims);
        if (workers.isEmpty() || devicesPerWorker < 0 || transferMillis < 0 || keptUntilMillis < madeAtMillis) {
            throw new IllegalArgumentException("A claim of %s keeps %d places with %d devices from %d until %d"
                    .formatted(job, workers.size(), devicesPerWorker, madeAtMillis, keptUntilMillis));
        }
        if (victims.stream().anyMatch(victim -> victim.job().equals(job))) {
            throw new IllegalArgumentException("%s cannot leave for itself".formatted(job));
        }
    }
}
