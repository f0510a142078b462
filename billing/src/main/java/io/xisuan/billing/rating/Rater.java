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
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Map<Cut, List<Part>> known = new HashMap<>();
        for (UsageInterval interval : usage.billed()) {
            Optional<Interval> within = interval.interval().intersection(window);
            if (within.isPresent()) {
                Cut cut = new Cut(
                        interval.contract(),
                        AttemptKey.of(interval),
                        new Item(interval.site(), interval.model()),
                        within.get());
                for (Part part : known.computeIfAbsent(cut, this::parts)) {
                    slices.add(part.of(interval));
                }
            }
        }
        return List.copyOf(slices);
    }

    /** Returns the charges of slices, in the order in which they draw on vouchers. */
    public static List<Charge> charges(List<Slice> slices) {
        Map<LineKey, Charge> lines = new HashMap<>();
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

    /** The time of one attempt that is cut alike for all its devices. */
    private record Cut(ContractId contract, AttemptKey attempt, Item item, Interval interval) {}

    /** One piece of it. */
    private record Part(LineKey key, Interval interval, HourlyPrice price, Rate vatRate) {
        Slice of(UsageInterval usage) {
            return new Slice(key, usage, interval, within(usage, interval), price, vatRate);
        }
    }

    private List<Part> parts(Cut cut) {
        PriceLock lock = new PriceLock(starts.startOf(cut.attempt()), lockDays.applyAsInt(cut.contract()));
        List<Part> parts = new ArrayList<>();
        for (Interval day : BillingPeriod.splitByDay(cut.interval())) {
            LocalDate date = BillingPeriod.dayOf(day.startMillis());
            for (PriceSpan price : tariffs.spans(cut.item(), day, lock)) {
                for (FundingStates.Span state : funding.spans(cut.contract(), cut.item(), price.interval())) {
                    LineKey key = new LineKey(
                            cut.contract(),
                            cut.attempt(),
                            Component.COMPUTE,
                            cut.item().site(),
                            cut.item().model(),
                            price.version(),
                            price.tier(),
                            state.state(),
                            date);
                    parts.add(new Part(key, state.interval(), price.price(), price.vatRate()));
                }
            }
        }
        return parts;
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
