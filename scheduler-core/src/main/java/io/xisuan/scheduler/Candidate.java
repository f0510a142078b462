package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Variant;

/** A pool where a job could run if there were room, with the variant that runs there. */
record Candidate(Pool pool, Variant variant) {}
