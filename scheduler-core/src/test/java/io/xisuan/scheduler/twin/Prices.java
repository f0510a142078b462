package io.xisuan.scheduler.twin;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fen a device and begun second, another price from an instant on, and a balance a tenant that pays what it can.
 *
 * @param later from when on a site has another price, and which
 */
record Prices(SortedMap<SiteId, Long> now, SortedMap<SiteId, Later> later, SortedMap<TenantId, Money> vouchers)
        implements CostModel {
    /** A price from an instant on. */
    record Later(long fromMillis, long fen) {}

    Prices {
        now = new TreeMap<>(now);
        later = new TreeMap<>(later);
        vouchers = new TreeMap<>(vouchers);
    }

    Prices with(SiteId site, long fen) {
        Map<SiteId, Long> other = new TreeMap<>(now);
        other.put(site, fen);
        return new Prices(new TreeMap<>(other), later, vouchers);
    }

    Prices from(SiteId site, long fromMillis, long fen) {
        Map<SiteId, Later> other = new TreeMap<>(later);
        other.put(site, new Later(fromMillis, fen));
        return new Prices(now, new TreeMap<>(other), vouchers);
    }

    @Override
    public Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis) {
        Long fen = now.get(site);
        if (fen == null) {
            return new Cost.NotSold("no price");
        }
        Later change = later.get(site);
        long price = change != null && startMillis >= change.fromMillis() ? change.fen() : fen;
        long seconds = Math.ceilDiv(job.runtimeMillis(variant), 1000L);
        Money gross = Money.ofFen(price * seconds * Math.max(1, job.gang().devicesTouched()));
        Money net = gross.minus(balance(job.tenant()).min(gross));
        return new Cost.Priced(net, gross, Money.ZERO, net);
    }

    @Override
    public List<Long> priceChanges(SiteId site, long fromMillis, long toMillis) {
        Later change = later.get(site);
        return change != null && change.fromMillis() >= fromMillis && change.fromMillis() < toMillis
                ? List.of(change.fromMillis())
                : List.of();
    }

    @Override
    public CostModel started(Decision.Start start) {
        TenantId tenant = start.request().tenant();
        Money used = start.cost().gross().minus(start.cost().payableNow());
        SortedMap<TenantId, Money> left = new TreeMap<>(vouchers);
        left.put(tenant, balance(tenant).minus(used));
        return new Prices(now, later, left);
    }

    private Money balance(TenantId tenant) {
        return vouchers.getOrDefault(tenant, Money.ZERO);
    }
}
