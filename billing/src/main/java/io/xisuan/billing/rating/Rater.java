package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.PriceLock;
import io.xisuan.billing.tariff.PriceSpan;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Prices usage: cuts it where the day, the price or the funding changes and sums the slices into charges.
 *
 * <p>A charge is rounded once, so any cut of the same time gives the same charges.
 */
public final class Rater {
    private final TariffBook tariffs;
    private final AttemptStarts starts;
    private final ToIntFunction<ContractId> lockDays;
    private final FundingStates funding;

    /**
     * @param lockDays the days for which a contract's attempts keep the price of their start
     */
    public Rater(TariffBook tariffs, AttemptStarts starts, ToIntFunction<ContractId> lockDays, FundingStates funding) {
        this.tariffs = tariffs;
        this.starts = starts;
        this.lockDays = lockDays;
        this.funding = funding;
    }

    /**
     * Returns the slices of the billed usage within the window, in canonical order.
     *
     * @throws io.xisuan.model.InputException when some usage has no price
     */
    public List<Slice> slices(UsageSet usage, Interval window) {
        List<Slice> slices = new ArrayList<>();
        for (UsageInterval interval : usage.billed()) {
            interval.interval()
                    .intersection(window)
                    .ifPresent(within -> BillingPeriod.splitByDay(within).forEach(day -> cut(interval, day, slices)));
        }
        return List.copyOf(slices);
    }

    /** Returns the charges of slices, in the order in which they draw on vouchers. */
    public static List<Charge> charges(List<Slice> slices) {
        Map<LineKey, Charge> lines = new TreeMap<>();
        for (Slice slice : slices) {
            Charge single = new Charge(
                    slice.key(),
                    slice.usage().tenant(),
                    slice.interval().startMillis(),
                    slice.quantity(),
                    slice.unitPrice(),
                    slice.vatRate());
            lines.merge(slice.key(), single, Rater::together);
        }
        return lines.values().stream().sorted(Charge.ORDER).toList();
    }

    private void cut(UsageInterval usage, Interval day, List<Slice> slices) {
        Item item = new Item(usage.site(), usage.model());
        AttemptKey attempt = AttemptKey.of(usage);
        PriceLock lock = new PriceLock(starts.startOf(attempt), lockDays.applyAsInt(usage.contract()));
        LocalDate date = BillingPeriod.dayOf(day.startMillis());
        for (PriceSpan price : tariffs.spans(item, day, lock)) {
            for (FundingStates.Span state : funding.spans(usage.contract(), item, price.interval())) {
                LineKey key = new LineKey(
                        usage.contract(),
                        attempt,
                        Component.COMPUTE,
                        usage.site(),
                        usage.model(),
                        price.version(),
                        price.tier(),
                        state.state(),
                        date);
                DeviceMillis quantity = within(usage, state.interval());
                slices.add(new Slice(key, usage, state.interval(), quantity, price.price(), price.vatRate()));
            }
        }
    }

    /** Returns the quantity of a part, as a difference of the cumulative floor, so that parts sum to the whole. */
    private static DeviceMillis within(UsageInterval usage, Interval part) {
        long start = usage.interval().startMillis();
        long upTo = cumulative(usage, part.endMillis() - start);
        return new DeviceMillis(upTo - cumulative(usage, part.startMillis() - start));
    }

    private static long cumulative(UsageInterval usage, long elapsedMillis) {
        long length = usage.interval().lengthMillis();
        if (usage.quantity().value() == length) {
            return elapsedMillis;
        }
        return BigInteger.valueOf(usage.quantity().value())
                .multiply(BigInteger.valueOf(elapsedMillis))
                .divide(BigInteger.valueOf(length))
                .longValueExact();
    }

    private static Charge together(Charge one, Charge other) {
        if (!one.tenant().equals(other.tenant()) || !one.unitPrice().equals(other.unitPrice())) {
            throw new IllegalStateException("One line has two tenants or two prices: %s and %s".formatted(one, other));
        }
        return new Charge(
                one.key(),
                one.tenant(),
                Math.min(one.firstInstantMillis(), other.firstInstantMillis()),
                one.quantity().plus(other.quantity()),
                one.unitPrice(),
                one.vatRate());
    }
}
