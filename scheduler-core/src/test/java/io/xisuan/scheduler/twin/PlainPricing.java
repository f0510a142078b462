package io.xisuan.scheduler.twin;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Weights;
import java.util.List;

/** What a place costs and counts as. */
final class PlainPricing {
    private final Weights weights;
    private final long nowMillis;
    private CostModel costs;

    PlainPricing(CostModel costs, Weights weights, long nowMillis) {
        this.costs = costs;
        this.weights = weights;
        this.nowMillis = nowMillis;
    }

    void started(Decision.Start start) {
        costs = costs.started(start);
    }

    Cost cost(JobRequest placed, PlainCandidates.Candidate candidate, long start) {
        JobRequest loaded = placed.loading(candidate.variant(), candidate.transferMillis());
        Cost cost = costs.cost(loaded, candidate.pool().site().id(), candidate.variant(), start);
        boolean passes = cost instanceof Cost.Priced priced
                && placed.budget()
                        .map(most -> priced.payableNow()
                                        .plus(candidate.transferPrice())
                                        .compareTo(most)
                                > 0)
                        .orElse(false);
        return passes ? new Cost.NotSold("") : cost;
    }

    boolean isSold(JobRequest placed, PlainCandidates.Candidate candidate, long start) {
        return cost(placed, candidate, start) instanceof Cost.Priced;
    }

    List<Long> changes(SiteId site, long from, long to) {
        return costs.priceChanges(site, from, to);
    }

    long score(JobRequest placed, PlainCandidates.Candidate candidate, Cost.Priced cost, long start) {
        long hold = candidate.holdMillis(placed);
        long devices = placed.gang().devicesTouched();
        long grams = candidate
                .pool()
                .site()
                .facility()
                .carbonGrams(devices * hold, candidate.pool().type().watts());
        return cost.ranking().fen() * weights.costPerMille()
                + weights.carbonPerKg().fen() * grams
                + candidate.transferPrice().fen() * weights.transferPerMille()
                + weights.waitPerDeviceHour().fen() * (devices * (start - nowMillis + hold) / 3_600);
    }
}
