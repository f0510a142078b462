package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import io.xisuan.scheduler.plan.Weights;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a cycle plans.
 *
 * @param order which waiting job is looked at first
 * @param reservations how many jobs that cannot start get a reservation that later jobs must not delay; 1 is EASY
 *     backfill, a large number is conservative backfill, 0 lets every job start that fits
 * @param considered how many waiting jobs are looked at; the rest wait unseen
 * @param explained whether starts carry an explanation and waiting jobs a decision of their own; a simulation of many
 *     thousand cycles turns it off and gets only starts, nevers and reserved waits
 * @param weights what counts when two places are compared
 * @param measures what else may be done so that a job starts
 * @param placement what chooses the node of workers that one node takes, and the device of a share; empty for the fullest node
 *     and the tightest device
 */
public record PlanOptions(
        QueueOrder order,
        int reservations,
        int considered,
        boolean explained,
        Weights weights,
        Set<Measure> measures,
        Optional<PolicyBlend> placement) {
    /** What may be done beyond starting what fits, by those who can act on it. */
    public enum Measure {
        /** Running jobs are told to stop for those that go before them. */
        PREEMPT,
        /** Running preemptible jobs go elsewhere at their site, so that a gang finds devices together. */
        CONSOLIDATE,
        /** Running elastic jobs give workers up, and take more when nobody waits for them. */
        RESIZE,
        /** Every waiting job is told when it will start, beyond those with a reservation. */
        FORECAST
    }

    public PlanOptions {
        measures = Collections.unmodifiableSet(
                measures.isEmpty() ? EnumSet.noneOf(Measure.class) : EnumSet.copyOf(measures));
        if (reservations < 0 || considered < 1) {
            throw new IllegalArgumentException("A cycle looks at one job at least, not %d, with %d reservations"
                    .formatted(considered, reservations));
        }
    }

    public PlanOptions(QueueOrder order, int reservations, int considered, boolean explained) {
        this(order, reservations, considered, explained, Weights.COST, Set.of(), Optional.empty());
    }

    /** Returns what the operator uses: priority and fair share, sixteen reservations, everything looked at and explained. */
    public static PlanOptions standard() {
        return new PlanOptions(QueueOrder.FAIR, 16, Integer.MAX_VALUE, true);
    }

    public PlanOptions weighing(Weights other) {
        return new PlanOptions(order, reservations, considered, explained, other, measures, placement);
    }

    public PlanOptions with(Set<Measure> taken) {
        return new PlanOptions(order, reservations, considered, explained, weights, taken, placement);
    }

    public PlanOptions placing(PolicyBlend policy) {
        return new PlanOptions(order, reservations, considered, explained, weights, measures, Optional.of(policy));
    }

    boolean may(Measure measure) {
        return measures.contains(measure);
    }
}
