package io.xisuan.scheduler.cluster;

import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import java.util.List;

/** What a job holds: every worker of its gang at one site, on devices of one type. */
public record Allocation(JobId job, SiteId site, DeviceType type, Gang gang, List<WorkerPlacement> workers) {
    public Allocation {
        workers = List.copyOf(workers);
        if (workers.size() != gang.workers()) {
            throw new IllegalArgumentException("Job %s: a gang of %d workers is placed whole, not with %d"
                    .formatted(job, gang.workers(), workers.size()));
        }
        for (int rank = 0; rank < workers.size(); rank++) {
            WorkerPlacement worker = workers.get(rank);
            if (worker.rank() != rank || worker.devices() != gang.devicesPerWorker()) {
                throw new IllegalArgumentException("Job %s: rank %d takes %d devices, not %s"
                        .formatted(job, rank, gang.devicesPerWorker(), worker));
            }
        }
    }
}
