package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;

/** A pool where a job could run if there were room, with the variant that runs there and what bringing its data takes. */
record Candidate(Pool pool, Variant variant, Transfer transfer) {
    /** Returns how long the job holds its places there with these workers: its data comes, then it runs. */
    long holdMillis(JobRequest placed) {
        return Math.addExact(transfer.millis(), placed.runtimeMillis(variant));
    }
}
