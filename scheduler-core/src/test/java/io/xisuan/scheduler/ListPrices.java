package io.xisuan.scheduler;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.Map;
import java.util.TreeMap;

/** Fen a device by site, and a balance a tenant that pays what it can; a site without a price does not sell. */
record ListPrices(Map<SiteId, Long> fenPerDevice, Map<TenantId, Money> vouchers) implements CostModel {
    ListPrices {
        fenPerDevice = new TreeMap<>(fenPerDevice);
        vouchers = new TreeMap<>(vouchers);
    }

    @Override
    public Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis) {
        if (!fenPerDevice.containsKey(site)) {
            return new Cost.NotSold("no price");
        }
        Money gross =
                Money.ofFen(fenPerDevice.getOrDefault(site, 0L) * job.gang().devices());
        Money net = gross.minus(balance(job.tenant()).min(gross));
        return new Cost.Priced(net, gross, Money.ZERO, net);
    }

    @Override
    public CostModel started(Decision.Start start) {
        TenantId tenant = start.request().tenant();
        Money used = start.cost().gross().minus(start.cost().payableNow());
        Map<TenantId, Money> left = new TreeMap<>(vouchers);
        left.put(tenant, balance(tenant).minus(used));
        return new ListPrices(fenPerDevice, left);
    }

    private Money balance(TenantId tenant) {
        return vouchers.getOrDefault(tenant, Money.ZERO);
    }
}
