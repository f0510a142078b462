package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.demand.QueueOrder;
import java.util.function.IntConsumer;

/**
 * How to replay a trace.
 *
 * @param seed 0 keeps the order of the file among jobs submitted at once; any other draws that order
 * @param chargeOverhead whether preemptive policies charge each job's start overhead at every event
 * @param progress is told now and then how many jobs are settled
 * @param engine how the product's own scheduler plans under {@link Policy#XISUAN}
 */
public record Options(Policy policy, long seed, boolean chargeOverhead, IntConsumer progress, PlanOptions engine) {
    /** By submission, which is the order of the queue already, with the operator's reservations. */
    public static final PlanOptions ENGINE = new PlanOptions(
            QueueOrder.AS_GIVEN,
            PlanOptions.standard().reservations(),
            PlanOptions.standard().considered(),
            false);

    public Options(Policy policy, long seed, boolean chargeOverhead, IntConsumer progress) {
        this(policy, seed, chargeOverhead, progress, ENGINE);
    }

    /** Returns the same with another way of planning. */
    public Options planning(PlanOptions other) {
        return new Options(policy, seed, chargeOverhead, progress, other);
    }

    /** Returns the plain replay under a policy. */
    public static Options of(Policy policy) {
        return new Options(policy, 0, false, jobs -> {});
    }
}
