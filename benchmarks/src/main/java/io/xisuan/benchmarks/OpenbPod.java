package io.xisuan.benchmarks;

import io.xisuan.scheduler.placement.policy.WorkerNeed;

/**
 * A pod of the openb trace.
 *
 * @param shape the number of its need among the different needs of the trace
 */
record OpenbPod(WorkerNeed need, int shape, long memoryMib) {}
