package io.xisuan.scheduler.simulation;

import java.util.function.IntConsumer;

/**
 * How to replay a trace.
 *
 * @param seed 0 keeps the order of the file among jobs submitted at once; any other draws that order
 * @param chargeOverhead whether preemptive policies charge each job's start overhead at every event
 * @param progress is told now and then how many jobs are settled
 */
public record Options(Policy policy, long seed, boolean chargeOverhead, IntConsumer progress) {
    /** Returns the plain replay under a policy. */
    public static Options of(Policy policy) {
        return new Options(policy, 0, false, jobs -> {});
    }
}
