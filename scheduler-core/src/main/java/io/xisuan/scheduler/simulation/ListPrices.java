package io.xisuan.scheduler.simulation;

import io.xisuan.model.DeviceMillis;
import io.xisuan.model.ExactAmount;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Rounding;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.Map;

/** The prices of a trace's nodes without any voucher; what has no price costs nothing. */
record ListPrices(Map<Offer, HourlyPrice> prices) implements CostModel {
    private static final HourlyPrice NONE = new HourlyPrice(0);

    ListPrices {
        prices = Map.copyOf(prices);
    }

    /** What one price is for. */
    record Offer(SiteId site, DeviceType type) {}

    HourlyPrice price(SiteId site, DeviceType type) {
        return prices.getOrDefault(new Offer(site, type), NONE);
    }

    @Override
    public Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis) {
        long deviceMillis =
                Math.multiplyExact(job.runtimeMillis(variant), (long) job.gang().devices());
        ExactAmount exact = price(site, variant.type()).times(new DeviceMillis(deviceMillis));
        return Cost.Priced.gross(exact.round(Rounding.HALF_UP));
    }

    @Override
    public CostModel started(Decision.Start start) {
        return this;
    }
}
