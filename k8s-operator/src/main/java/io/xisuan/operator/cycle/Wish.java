package io.xisuan.operator.cycle;

import io.xisuan.billing.quote.QuoteRequest;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.Gang;

/**
 * So many devices for so long under a contract, started within a window.
 *
 * @param each what one worker takes of a device, or whole devices
 * @param starts from the earliest to the latest start, both possible
 */
public record Wish(JobTerms terms, int devices, Accelerators each, long runtimeMillis, Interval starts) {
    /** Wishes for whole devices. */
    public Wish(JobTerms terms, int devices, long runtimeMillis, Interval starts) {
        this(terms, devices, Accelerators.whole(devices), runtimeMillis, starts);
    }

    /** Returns what a job wishes for. */
    static Wish of(JobTerms terms, Gang gang, long runtimeMillis, Interval starts) {
        Accelerators each = gang.roles().getFirst().shape().accelerators();
        return new Wish(terms, gang.devicesTouched(), each, runtimeMillis, starts);
    }

    QuoteRequest at(SiteId site, AcceleratorModel model) {
        return new QuoteRequest(
                terms.contract(),
                new Item(site, model),
                devices,
                DevicePart.share(each, model),
                runtimeMillis,
                starts,
                terms.priceLockDays());
    }
}
