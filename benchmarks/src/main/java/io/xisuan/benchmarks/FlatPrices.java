package io.xisuan.benchmarks;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One price a device by site and no vouchers, so that what is timed is the scheduler and not the quotes. */
record FlatPrices(Map<SiteId, Money> perDevice) implements CostModel {
    FlatPrices {
        perDevice = new TreeMap<>(perDevice);
    }

    @Override
    public Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis) {
        Money price = Objects.requireNonNull(perDevice.get(site));
        return Cost.Priced.gross(
                Money.ofFen(Math.multiplyExact(price.fen(), job.gang().devices())));
    }

    @Override
    public CostModel started(Decision.Start start) {
        return this;
    }
}
