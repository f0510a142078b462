package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.PriceLock;
import io.xisuan.billing.tariff.PriceSpan;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
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
    private final TierCounting counting;

    /**
     * @param lockDays the days for which a contract's attempts keep the price of their start
     */
    public Rater(TariffBook tariffs, AttemptStarts starts, ToIntFunction<ContractId> lockDays, FundingStates funding) {
        this(tariffs, starts, lockDays, funding, TierCounting.FROM_ZERO);
    }

    private Rater(
            TariffBook tariffs,
            AttemptStarts starts,
            ToIntFunction<ContractId> lockDays,
            FundingStates funding,
            TierCounting counting) {
        this.tariffs = tariffs;
        this.starts = starts;
        this.lockDays = lockDays;
        this.funding = funding;
        this.counting = counting;
    }

    /** Returns the same rater that counts the device time of graduated prices in another way. */
    public Rater counting(TierCounting other) {
        return new Rater(tariffs, starts, lockDays, funding, other);
    }

    /**
     * Returns the slices of the billed usage within the window, in canonical order.
     *
     * <p>Graduated prices count all usage that is given, also where it lies outside the window.
     *
     * @throws io.xisuan.model.InputException when some usage has no price
     */
    public List<Slice> slices(UsageSet usage, Interval window) {
        List<Slice> slices = new ArrayList<>();
        Map<Cut, List<Part>> known = new HashMap<>();
        List<UsageInterval> billed = usage.billed();
        TierCuts steps = TierCuts.of(tariffs, billed, counting);
        for (UsageInterval interval : billed) {
            Optional<Interval> within = interval.interval().intersection(window);
            if (within.isPresent()) {
                Cut cut = new Cut(
                        interval.contract(),
                        AttemptKey.of(interval),
                        new Item(interval.site(), interval.model()),
                        within.get());
                for (Part part : known.computeIfAbsent(cut, this::parts)) {
                    if (part.price().tiers().isEmpty()) {
                        slices.add(part.of(interval, part.interval(), 0));
                    } else {
                        addSteps(slices, part, interval, steps);
                    }
                }
            }
        }
        return List.copyOf(slices);
    }

    private static void addSteps(List<Slice> slices, Part part, UsageInterval usage, TierCuts steps) {
        for (TierCuts.Step step : steps.steps(usage, part.interval(), part.price())) {
            slices.add(part.of(usage, step.interval(), step.index()));
        }
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

    /**
     * One piece of it.
     *
     * @param key of the first step where the price is graduated
     */
    private record Part(LineKey key, Interval interval, PriceSpan price) {
        Slice of(UsageInterval usage, Interval piece, int step) {
            LineKey own = step == 0 ? key : key.withTier(price.tierName(step));
            return new Slice(own, usage, piece, held(usage, piece), price.priceOf(step), price.vatRate());
        }

        private static DeviceMillis held(UsageInterval usage, Interval piece) {
            return new DeviceMillis(Quantities.between(usage, piece.startMillis(), piece.endMillis()));
        }
    }

    private List<Part> parts(Cut cut) {
        PriceLock lock = new PriceLock(starts.startOf(cut.attempt()), lockDays.applyAsInt(cut.contract()));
        List<Item> items = tariffs.withComponents(cut.item());
        List<Part> parts = new ArrayList<>();
        for (Interval day : BillingPeriod.splitByDay(cut.interval())) {
            LocalDate date = BillingPeriod.dayOf(day.startMillis());
            for (Item item : items) {
                for (PriceSpan price : tariffs.spans(item, day, lock)) {
                    for (FundingStates.Span state : funding.spans(cut.contract(), item, price.interval())) {
                        parts.add(new Part(key(cut, item, price, state.state(), date), state.interval(), price));
                    }
                }
            }
        }
        return parts;
    }

    private static LineKey key(Cut cut, Item item, PriceSpan price, String funding, LocalDate day) {
        return new LineKey(
                cut.contract(),
                cut.attempt(),
                item.component(),
                item.site(),
                item.model(),
                price.version(),
                price.tierName(0),
                funding,
                day);
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
