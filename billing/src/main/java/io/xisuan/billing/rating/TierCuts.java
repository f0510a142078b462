package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.PriceSpan;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where each step of a graduated price begins for each device: the device time of a contract's month, all its devices together, counted
 * in canonical order.
 *
 * <p>The order is (millisecond, job uid, attempt, node, lane): time that several devices hold at once counts together, so that no cut of
 * the usage into intervals moves a step.
 */
final class TierCuts {
    /** A piece of usage at one step of a price; 0 is the first. */
    record Step(int index, Interval interval) {}

    private final TierCounting counting;
    private final Map<ContractMonth, Map<Long, Crossing>> crossings;

    private TierCuts(TierCounting counting, Map<ContractMonth, Map<Long, Crossing>> crossings) {
        this.counting = counting;
        this.crossings = crossings;
    }

    static TierCuts of(TariffBook tariffs, List<UsageInterval> usage, TierCounting counting) {
        return switch (counting) {
            case TierCounting.Dearest dearest -> new TierCuts(dearest, Map.of());
            case TierCounting.Opening opening ->
                new TierCuts(opening, tariffs.graduated() ? crossings(tariffs, usage, opening) : Map.of());
        };
    }

    private static Map<ContractMonth, Map<Long, Crossing>> crossings(
            TariffBook tariffs, List<UsageInterval> all, TierCounting.Opening opening) {
        Map<ContractMonth, List<UsageInterval>> months = new TreeMap<>();
        Map<ContractMonth, SortedSet<Long>> thresholds = new TreeMap<>();
        Map<Item, SortedSet<Long>> known = new HashMap<>();
        for (UsageInterval usage : all) {
            if (!usage.billed()) {
                continue;
            }
            SortedSet<Long> own = known.computeIfAbsent(new Item(usage.site(), usage.model()), tariffs::thresholds);
            BillingPeriod last = BillingPeriod.of(usage.interval().endMillis() - 1);
            for (BillingPeriod month = BillingPeriod.of(usage.interval().startMillis());
                    month.compareTo(last) <= 0;
                    month = month.next()) {
                ContractMonth key = new ContractMonth(usage.contract(), month);
                months.computeIfAbsent(key, first -> new ArrayList<>()).add(usage);
                thresholds.computeIfAbsent(key, first -> new TreeSet<>()).addAll(own);
            }
        }
        Map<ContractMonth, Map<Long, Crossing>> crossings = new HashMap<>();
        months.forEach((key, usage) -> {
            SortedSet<Long> steps = thresholds.getOrDefault(key, new TreeSet<>());
            if (!steps.isEmpty()) {
                crossings.put(key, TierSweep.crossings(key, usage, opening.openingMillis(key), steps));
            }
        });
        return crossings;
    }

    /** Returns the pieces of a part of the usage, in order of time; the part lies within one billing day. */
    List<Step> steps(UsageInterval usage, Interval part, PriceSpan price) {
        return switch (counting) {
            case TierCounting.Dearest dearest -> List.of(new Step(price.dearestStep(), part));
            case TierCounting.Opening opening -> counted(usage, part, price);
        };
    }

    private List<Step> counted(UsageInterval usage, Interval part, PriceSpan price) {
        ContractMonth key = new ContractMonth(usage.contract(), BillingPeriod.of(part.startMillis()));
        Map<Long, Crossing> own = crossings.getOrDefault(key, Map.of());
        List<Step> steps = new ArrayList<>();
        long from = part.startMillis();
        for (int index = 0; index <= price.tiers().size(); index++) {
            long until = part.endMillis();
            if (index < price.tiers().size()) {
                Crossing next = own.getOrDefault(price.tiers().get(index).from().value(), Crossing.NEVER);
                until = Math.clamp(next.instantFor(usage), from, part.endMillis());
            }
            if (until > from) {
                steps.add(new Step(index, new Interval(from, until)));
            }
            from = until;
        }
        return steps;
    }
}
