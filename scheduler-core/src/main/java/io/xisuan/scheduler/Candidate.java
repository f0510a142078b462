package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;

/** A pool where a job could run if there were room, with the variant that runs there and what bringing its data takes. */
record Candidate(Pool pool, Variant variant, Transfer transfer) {
    /** Returns where a running job is; its data has come. */
    static Candidate of(ClusterState state, RunningJob job) {
        Allocation allocation = job.allocation();
        Pool pool = state.pool(allocation.site(), allocation.type()).orElseThrow();
        Variant variant = job.request().variants().stream()
                .filter(each -> each.type().equals(allocation.type()))
                .findFirst()
                .orElseGet(() -> Variant.of(allocation.type()));
        return new Candidate(pool, variant, Transfer.NONE);
    }

    /** Returns how long the job holds its places there with these workers: its data comes, then it runs. */
    long holdMillis(JobRequest placed) {
        return Math.addExact(transfer.millis(), placed.runtimeMillis(variant));
    }
}
