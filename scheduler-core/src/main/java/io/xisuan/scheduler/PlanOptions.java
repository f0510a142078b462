package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.QueueOrder;

/**
 * How a cycle plans.
 *
 * @param order which waiting job is looked at first
 * @param reservations how many jobs that cannot start get a reservation that later jobs must not delay; 1 is EASY
 *     backfill, a large number is conservative backfill, 0 lets every job start that fits
 * @param considered how many waiting jobs are looked at; the rest wait unseen
 * @param explained whether starts carry an explanation and waiting jobs a decision of their own; a simulation of many
 *     thousand cycles turns it off and gets only starts, nevers and reserved waits
 */
public record PlanOptions(QueueOrder order, int reservations, int considered, boolean explained) {
    public PlanOptions {
        if (reservations < 0 || considered < 1) {
            throw new IllegalArgumentException("A cycle looks at one job at least, not %d, with %d reservations"
                    .formatted(considered, reservations));
        }
    }

    /** Returns what the operator uses: by priority, sixteen reservations, everything looked at and explained. */
    public static PlanOptions standard() {
        return new PlanOptions(QueueOrder.PRIORITY, 16, Integer.MAX_VALUE, true);
    }
}
