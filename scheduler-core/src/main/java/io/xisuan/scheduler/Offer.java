package io.xisuan.scheduler;

import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.Comparator;

/**
 * A place where a job fits now, at a cost.
 *
 * @param score what it counts as by all that operations let count, in thousandths of a fen; less is better
 */
record Offer(Candidate candidate, Places places, long endMillis, Cost.Priced cost, long score) {
    /** Least score first; ties by expected end, then by site, then by type of device. */
    static final Comparator<Offer> BEST_FIRST = Comparator.comparingLong(Offer::score)
            .thenComparingLong(Offer::endMillis)
            .thenComparing(offer -> offer.candidate().pool().site())
            .thenComparing(offer -> offer.candidate().pool().type());

    Decision.Seat seat() {
        return new Decision.Seat(
                candidate.pool().site(),
                candidate.variant(),
                places.gang(),
                places.workers(candidate.pool()),
                candidate.transfer().millis(),
                endMillis,
                cost);
    }
}
