package io.xisuan.billing.tariff;

import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.ExactAmount;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rounding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The dearest that a run can come to: started at the dearest instant of its window, at the dearest tier of each price.
 *
 * <p>Amounts are rounded as invoice lines will be: once for each day, component, version and tier. A run that starts at {@code
 * startMillis}, lasts its length and has no graduated prices settles at exactly this gross. One that starts elsewhere in the window comes
 * to no more before rounding; rounding adds at most half a fen for each of its lines.
 *
 * @param startMillis the dearest start; the earliest of equals
 * @param parts what the run costs in order of component and time, at the dearest tier
 */
public record WorstCase(Run run, long startMillis, List<Part> parts) {
    /** Past so many candidates for the dearest start a bound is taken in place of it. */
    private static final int MOST_EDGES = 256;

    /**
     * A run that is to be priced.
     *
     * @param starts from the earliest to the latest start, both possible
     * @param lockDays for how many days it keeps the price of its start
     */
    public record Run(Item item, int devices, long runtimeMillis, Interval starts, int lockDays) {
        public Run {
            if (devices < 1 || runtimeMillis < 1) {
                throw new IllegalArgumentException(
                        "A run has devices and time, not %d devices for %d ms".formatted(devices, runtimeMillis));
            }
        }
    }

    /** A part of the run with one price, one version and one tier. */
    public record Part(
            Component component, Interval interval, HourlyPrice price, String version, String tier, Rate vatRate) {
        ExactAmount exact(int devices, Interval within) {
            return interval.intersection(within)
                    .map(common -> price.times(DeviceMillis.of(devices, common)))
                    .orElse(ExactAmount.ZERO);
        }
    }

    /** What one component comes to. */
    public record Line(Component component, Rate vatRate, HourlyPrice dearest, Money gross) {}

    private record Rounded(LocalDate day, String version, String tier) implements Comparable<Rounded> {
        private static final Comparator<Rounded> ORDER = Comparator.comparing(Rounded::day)
                .thenComparing(Rounded::version)
                .thenComparing(Rounded::tier);

        @Override
        public int compareTo(Rounded other) {
            return ORDER.compare(this, other);
        }
    }

    public WorstCase {
        parts = List.copyOf(parts);
    }

    static Optional<WorstCase> of(TariffBook book, Run run) {
        Interval reach = new Interval(
                run.starts().startMillis(), Math.addExact(run.starts().endMillis(), run.runtimeMillis()));
        if (!book.covers(run.item(), reach)) {
            return Optional.empty();
        }
        if (run.starts().isEmpty()) {
            return Optional.of(at(book, run, run.starts().startMillis()));
        }
        List<Long> edges = book.priceChanges(run.item().site(), reach, MOST_EDGES + 1);
        if (edges.size() > MOST_EDGES) {
            return Optional.of(bound(book, run, reach));
        }
        WorstCase worst = at(book, run, run.starts().startMillis());
        for (long start : candidates(run, edges)) {
            WorstCase other = at(book, run, start);
            worst = other.exact().compareTo(worst.exact()) > 0 ? other : worst;
        }
        return Optional.of(worst);
    }

    /** The cost is linear in the start between those at which the start, the end or the end of the lock meets a change of price. */
    private static TreeSet<Long> candidates(Run run, List<Long> edges) {
        TreeSet<Long> candidates = new TreeSet<>(List.of(run.starts().endMillis()));
        long lock = new PriceLock(0, run.lockDays()).endMillis();
        for (long edge : edges) {
            for (long start : List.of(edge, edge - 1, edge - run.runtimeMillis(), edge - lock)) {
                if (start > run.starts().startMillis() && start < run.starts().endMillis()) {
                    candidates.add(start);
                }
            }
        }
        return candidates;
    }

    private static WorstCase at(TariffBook book, Run run, long startMillis) {
        Interval time = new Interval(startMillis, Math.addExact(startMillis, run.runtimeMillis()));
        PriceLock lock = new PriceLock(startMillis, run.lockDays());
        List<Part> parts = new ArrayList<>();
        for (Item item : book.withComponents(run.item())) {
            for (PriceSpan span : book.spans(item, time, lock)) {
                int step = span.dearestStep();
                parts.add(new Part(
                        item.component(),
                        span.interval(),
                        span.priceOf(step),
                        span.version(),
                        span.tierName(step),
                        span.vatRate()));
            }
        }
        return new WorstCase(run, startMillis, parts);
    }

    /** Returns the run from its earliest start with every part at the dearest price in reach: never less than the dearest start. */
    private static WorstCase bound(TariffBook book, Run run, Interval reach) {
        WorstCase first = at(book, run, run.starts().startMillis());
        List<Part> parts = new ArrayList<>();
        for (Item item : book.withComponents(run.item())) {
            book.spans(item, reach, new PriceLock(reach.startMillis(), 0)).stream()
                    .max(Comparator.comparing(span -> span.priceOf(span.dearestStep())))
                    .ifPresent(span -> parts.add(new Part(
                            item.component(),
                            new Interval(first.startMillis(), first.startMillis() + run.runtimeMillis()),
                            span.priceOf(span.dearestStep()),
                            span.version(),
                            span.tierName(span.dearestStep()),
                            span.vatRate())));
        }
        return new WorstCase(run, first.startMillis(), parts);
    }

    public Interval interval() {
        return new Interval(startMillis, startMillis + run.runtimeMillis());
    }

    /** Returns the unrounded amount. */
    public ExactAmount exact() {
        ExactAmount sum = ExactAmount.ZERO;
        for (Part part : parts) {
            sum = sum.plus(part.exact(run.devices(), part.interval()));
        }
        return sum;
    }

    /** Returns what the whole run comes to, VAT included. */
    public Money gross() {
        return lines().stream().map(Line::gross).reduce(Money.ZERO, Money::plus);
    }

    /** Returns one line for each component and VAT rate, in their order; the accelerators come first. */
    public List<Line> lines() {
        Map<Component, Map<Rate, List<Part>>> sorted = new TreeMap<>();
        for (Part part : parts) {
            sorted.computeIfAbsent(part.component(), component -> new TreeMap<>())
                    .computeIfAbsent(part.vatRate(), rate -> new ArrayList<>())
                    .add(part);
        }
        List<Line> lines = new ArrayList<>();
        sorted.forEach((component, rates) -> rates.forEach(
                (rate, own) -> lines.add(new Line(component, rate, dearest(own), rounded(own, interval())))));
        return List.copyOf(lines);
    }

    /** Returns the number of amounts that are rounded: each adds at most half a fen. */
    public int roundings() {
        int roundings = 0;
        for (Part part : parts) {
            roundings += BillingPeriod.splitByDay(part.interval()).size();
        }
        return roundings;
    }

    private static HourlyPrice dearest(List<Part> parts) {
        return parts.stream().map(Part::price).max(Comparator.naturalOrder()).orElse(new HourlyPrice(0));
    }

    private Money rounded(List<Part> own, Interval within) {
        Map<Rounded, ExactAmount> amounts = new TreeMap<>();
        for (Part part : own) {
            for (Interval day : BillingPeriod.splitByDay(part.interval())) {
                Rounded key = new Rounded(BillingPeriod.dayOf(day.startMillis()), part.version(), part.tier());
                day.intersection(within)
                        .ifPresent(common -> amounts.merge(key, part.exact(run.devices(), common), ExactAmount::plus));
            }
        }
        return amounts.values().stream()
                .map(amount -> amount.round(Rounding.HALF_UP))
                .reduce(Money.ZERO, Money::plus);
    }
}
