package io.xisuan.scheduler.cluster;

import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import java.util.List;

/**
 * What a job holds: every worker of its gang at one site, on devices of one type.
 *
 * @param gang the gang as placed, not elastic
 * @param workers one a rank, in the order of ranks
 */
public record Allocation(JobId job, SiteId site, DeviceType type, Gang gang, List<WorkerPlacement> workers) {
    public Allocation {
        workers = List.copyOf(workers);
        if (gang.isElastic() || workers.size() != gang.workers()) {
            throw new IllegalArgumentException(
                    "Job %s: a gang of %s is placed whole, not with %d workers".formatted(job, gang, workers.size()));
        }
        for (int rank = 0; rank < workers.size(); rank++) {
            WorkerPlacement worker = workers.get(rank);
            if (worker.rank() != rank) {
                throw new IllegalArgumentException("Job %s: rank %d is %s".formatted(job, rank, worker));
            }
        }
    }
}
