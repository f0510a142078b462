package io.xisuan.scheduler;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Weights;
import java.util.List;

/** What places cost and count as, with balances that each start of the cycle draws down. */
final class Pricing implements DeadlineSearch.Prices {
    private final Weights weights;
    private final long nowMillis;
    private CostModel costs;

    Pricing(CostModel costs, Weights weights, long nowMillis) {
        this.costs = costs;
        this.weights = weights;
        this.nowMillis = nowMillis;
    }

    /** Returns what the job with these workers costs at the candidate when it starts then, within its budget. */
    @Override
    public Cost cost(JobRequest placed, Candidate candidate, long startMillis) {
        JobRequest loaded =
                placed.loading(candidate.variant(), candidate.transfer().millis());
        Cost cost = costs.cost(loaded, candidate.pool().site(), candidate.variant(), startMillis);
        if (cost instanceof Cost.Priced priced && placed.budget().isPresent()) {
            Money all = priced.payableNow().plus(candidate.transfer().price());
            if (all.compareTo(placed.budget().get()) > 0) {
                return new Cost.NotSold("payable now %s passes the job's budget of %s"
                        .formatted(all, placed.budget().get()));
            }
        }
        return cost;
    }

    /** Returns what a place that fits now counts as. */
    Offer offer(JobRequest placed, Candidate candidate, Places places, Cost.Priced cost) {
        return new Offer(
                candidate,
                places,
                Math.addExact(nowMillis, candidate.holdMillis(placed)),
                cost,
                score(placed, candidate, cost, nowMillis));
    }

    /** Returns what a start then counts as, in thousandths of a fen. */
    @Override
    public long score(JobRequest placed, Candidate candidate, Cost.Priced cost, long startMillis) {
        long holdMillis = candidate.holdMillis(placed);
        long devices = placed.gang().devicesTouched();
        long untilEnd = Math.addExact(startMillis - nowMillis, holdMillis);
        return weights.score(
                cost,
                new Weights.Burden(
                        candidate
                                .pool()
                                .siteShape()
                                .facility()
                                .carbonGrams(
                                        Math.multiplyExact(devices, holdMillis),
                                        candidate.pool().wattsPerDevice()),
                        candidate.transfer().price(),
                        Math.multiplyExact(devices, untilEnd)));
    }

    /** Takes off what a start uses. */
    void started(Decision.Start start) {
        costs = costs.started(start);
    }

    @Override
    public List<Long> changes(SiteId site, long fromMillis, long toMillis) {
        return costs.priceChanges(site, fromMillis, toMillis);
    }
}
