package io.xisuan.cli.tariff;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.FundingStates;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.TierCounting;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run that is not, rated as if it had been: so that a price is what the invoice would say. */
record ListedRun(SiteId site, AcceleratorModel model, long startMillis, long lengthMillis, int devices) {
    private static final ContractId CONTRACT = new ContractId("listed");
    private static final int LOCK_DAYS = 30;

    /**
     * Returns the lines by day, component and tier.
     *
     * @param used the device time that the contract's month has before the run
     * @throws io.xisuan.model.InputException when some of the time has no price
     */
    List<Charge> charges(TariffBook book, DeviceMillis used) {
        Interval run = new Interval(startMillis, Math.addExact(startMillis, lengthMillis));
        List<UsageInterval> usage = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            usage.add(usage(device, run));
        }
        Rater rater = new Rater(book, AttemptStarts.of(usage), contract -> LOCK_DAYS, FundingStates.none())
                .counting(TierCounting.from(BillingPeriod.of(startMillis), Map.of(CONTRACT, used)));
        return rater.charges(new UsageSet(usage), run).stream()
                .sorted(Comparator.comparing((Charge charge) -> charge.key().day())
                        .thenComparing(charge -> charge.key().component())
                        .thenComparing(Charge.ORDER))
                .toList();
    }

    private UsageInterval usage(int device, Interval run) {
        String lane = "device/%05d".formatted(device);
        return new UsageInterval(
                Sha256.hex(lane),
                new JobId("listed", "run", "listed"),
                1,
                new TenantId("listed"),
                CONTRACT,
                site,
                new NodeName("listed"),
                lane,
                model,
                AcceleratorShare.WHOLE,
                run,
                new DeviceMillis(run.lengthMillis()),
                UsageClass.BILLED,
                Optional.empty(),
                Sha256.hex("listed"));
    }
}
