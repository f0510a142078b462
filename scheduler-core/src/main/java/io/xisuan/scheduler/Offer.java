package io.xisuan.scheduler;

import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Cost;
import java.util.Comparator;

/** A place where a job fits now, at a cost. */
record Offer(Candidate candidate, Places places, long endMillis, Cost.Priced cost) {
    /** Least ranking cost first; ties by expected end, then by site, then by type of device. */
    static final Comparator<Offer> BEST_FIRST = Comparator.comparing(
                    (Offer offer) -> offer.cost().ranking())
            .thenComparingLong(Offer::endMillis)
            .thenComparing(offer -> offer.candidate().pool().site())
            .thenComparing(offer -> offer.candidate().pool().type());
}
