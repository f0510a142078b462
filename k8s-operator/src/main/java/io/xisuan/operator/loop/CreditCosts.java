package io.xisuan.operator.loop;

import io.xisuan.billing.quote.Quote;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Net prices of the places that a job's tenant can bear: what its prepaid money and credit do not cover is not sold to it, so that nobody
 * is told to leave, and no places are kept, for a start that would be refused. Asked anew in each cycle, it remembers nothing.
 */
final class CreditCosts implements CostModel {
    private final NetCosts costs;
    private final Bearing bearing;
    private final SortedMap<TenantId, Money> bound;

    /**
     * Who asks, and where they stand.
     *
     * @param runs says whether a job runs: what it goes on with is bound already, and only arrears keep it from going on elsewhere
     * @param lacks what each job was refused for somewhere; taken down as prices are asked for
     */
    private record Bearing(
            CreditGate credit,
            SortedMap<TenantId, TenantAccount> tenants,
            Predicate<Asked> runs,
            long nowMillis,
            SortedMap<JobId, Lack> lacks) {}

    /** The least that a job came to where it was refused. */
    private record Lack(Money need, String why) {}

    /**
     * A question about a job that may run.
     *
     * @param workers how many it would go on with
     */
    record Asked(JobId job, int workers) {}

    private CreditCosts(NetCosts costs, Bearing bearing, SortedMap<TenantId, Money> bound) {
        this.costs = costs;
        this.bearing = bearing;
        this.bound = bound;
    }

    /**
     * @param runs says whether a job runs with as many workers or more already
     */
    CreditCosts(
            NetCosts costs,
            CreditGate credit,
            SortedMap<TenantId, TenantAccount> tenants,
            Predicate<Asked> runs,
            long nowMillis) {
        this(costs, new Bearing(credit, tenants, runs, nowMillis, new TreeMap<>()), new TreeMap<>());
    }

    @Override
    public Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis) {
        Cost cost = costs.cost(job, site, variant, startMillis);
        if (!(cost instanceof Cost.Priced priced)
                || refused(job, priced.gross()).isEmpty()) {
            return cost; // Who can bear the whole can bear what vouchers leave.
        }
        boolean goesOn = bearing.runs().test(new Asked(job.id(), job.gang().workers()));
        Money need =
                costs.quote(job, site, variant, startMillis).map(Quote::atMost).orElse(priced.payableNow());
        Optional<String> why = refused(job, goesOn ? Money.ZERO : need);
        why.ifPresent(text -> bearing.lacks()
                .merge(
                        job.id(),
                        new Lack(need, text),
                        (known, other) -> known.need().compareTo(other.need()) <= 0 ? known : other));
        return why.isPresent() ? new Cost.NotSold(why.get()) : cost;
    }

    private Optional<String> refused(JobRequest job, Money need) {
        return bearing.credit()
                .refuses(
                        Optional.ofNullable(bearing.tenants().get(job.tenant())),
                        bound.getOrDefault(job.tenant(), Money.ZERO),
                        need,
                        bearing.nowMillis());
    }

    @Override
    public List<Long> priceChanges(SiteId site, long fromMillis, long toMillis) {
        return costs.priceChanges(site, fromMillis, toMillis);
    }

    @Override
    public CreditCosts started(Decision.Start start) {
        Money more = costs.quote(start.placed(), start.site(), start.variant(), bearing.nowMillis())
                .map(Quote::atMost)
                .orElse(start.cost().payableNow());
        TreeMap<TenantId, Money> then = new TreeMap<>(bound);
        then.merge(start.request().tenant(), more, Money::plus);
        return new CreditCosts(costs.started(start), bearing, then);
    }

    /** Returns what is said of a job: one that nobody sells to because of its tenant's credit waits, for money may come. */
    Decision said(Decision decision) {
        Lack lack = bearing.lacks().get(decision.job());
        return decision instanceof Decision.Never never && never.reason() == Refusal.NOT_SOLD && lack != null
                ? new Decision.Wait(never.job(), Refusal.NOT_YET, Optional.empty(), lack.why())
                : decision;
    }
}
