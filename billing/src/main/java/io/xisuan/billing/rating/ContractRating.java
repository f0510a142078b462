package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.PriceLock;
import io.xisuan.billing.tariff.PriceSpan;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prices the usage of one contract within a window. */
final class ContractRating {
    /** All lines of the contract, in the order in which they are first met. */
    static final class Lines {
        private final List<RatedLine> all = new ArrayList<>();

        RatedLine add(LineKey key, TenantId tenant, HourlyPrice price, Rate vatRate) {
            RatedLine line = new RatedLine(all.size(), key, tenant, price, vatRate);
            all.add(line);
            return line;
        }
    }

    /** One attempt's time on one kind of device. */
    private record Run(AttemptKey attempt, Item item) {
        static Run of(UsageInterval usage) {
            return new Run(AttemptKey.of(usage), new Item(usage.site(), usage.model()));
        }
    }

    private final Rater.Rules rules;
    private final PriceCalendar.Shelf calendars;
    private final Interval window;
    private final List<UsageInterval> billed = new ArrayList<>();
    private final List<Timeline> timelines = new ArrayList<>();
    private final Map<Run, Timeline> byRun = new LinkedHashMap<>();

    ContractRating(Rater.Rules rules, PriceCalendar.Shelf calendars, Interval window) {
        this.rules = rules;
        this.calendars = calendars;
        this.window = window;
    }

    /**
     * Returns the charges, in no order that means anything.
     *
     * @param usage of one contract, in canonical order
     */
    List<Charge> charges(List<UsageInterval> usage, SliceSink sink) {
        // 1. Find when each attempt ran.
        cover(usage);
        if (billed.isEmpty()) {
            return List.of();
        }
        // 2. Cut that time where day, price or funding change.
        Lines lines = new Lines();
        byRun.forEach((run, timeline) -> timeline.priced(parts(run, timeline, lines)));
        // 3. Sum the slices of each device into lines.
        TierCuts steps = TierCuts.of(rules.tariffs(), usage, rules.counting());
        for (int i = 0; i < billed.size(); i++) {
            UsageInterval one = billed.get(i);
            long from = Math.max(one.interval().startMillis(), window.startMillis());
            long until = Math.min(one.interval().endMillis(), window.endMillis());
            timelines.get(i).slice(one, from, until, steps, sink);
        }
        return lines.all.stream().filter(RatedLine::used).map(RatedLine::charge).toList();
    }

    private void cover(List<UsageInterval> usage) {
        for (UsageInterval one : usage) {
            long from = Math.max(one.interval().startMillis(), window.startMillis());
            long until = Math.min(one.interval().endMillis(), window.endMillis());
            if (one.billed() && from < until) {
                Timeline timeline = timeline(one, from, until);
                timeline.cover(from, until);
                billed.add(one);
                timelines.add(timeline);
            }
        }
    }

    /** Devices of a gang follow on one another, so the last timeline is mostly the one. */
    private Timeline timeline(UsageInterval usage, long from, long until) {
        if (!timelines.isEmpty() && timelines.getLast().isFor(usage)) {
            return timelines.getLast();
        }
        return byRun.computeIfAbsent(Run.of(usage), run -> new Timeline(usage, from, until));
    }

    private List<List<Timeline.Part>> parts(Run run, Timeline timeline, Lines lines) {
        ContractId contract = timeline.any().contract();
        PriceLock lock = new PriceLock(
                rules.starts().startOf(run.attempt()), rules.lockDays().applyAsInt(contract));
        List<LostWorkFinding> findings = rules.credits().of(run.attempt());
        List<List<Timeline.Part>> byItem = new ArrayList<>();
        for (Item item : rules.tariffs().withComponents(run.item())) {
            ItemParts parts = new ItemParts(timeline.any(), item, findings, lines);
            for (Interval covered : timeline.covered()) {
                List<FundingStates.Span> states = rules.funding().spans(contract, item, covered);
                for (TariffBook.VersionSpan version : rules.tariffs().versions(item, covered, lock)) {
                    parts.add(version, calendars.of(version.version(), item), states);
                }
            }
            byItem.add(parts.parts);
        }
        return byItem;
    }

    /** The parts of one item while they are cut. */
    private static final class ItemParts {
        private final LineKey like;
        private final TenantId tenant;
        private final Item item;
        private final List<LostWorkFinding> findings;
        private final Lines lines;
        private final List<Timeline.Part> parts = new ArrayList<>();
        private DayLines day;

        ItemParts(UsageInterval usage, Item item, List<LostWorkFinding> findings, Lines lines) {
            this.like = new LineKey(
                    usage.contract(),
                    AttemptKey.of(usage),
                    item.component(),
                    item.site(),
                    item.model(),
                    "",
                    "",
                    "",
                    LocalDate.EPOCH);
            this.tenant = usage.tenant();
            this.item = item;
            this.findings = findings;
            this.lines = lines;
            this.day = new DayLines(lines, tenant, like);
        }

        /** Cuts the time of one version by day and price, then by credits, then by funding. */
        void add(TariffBook.VersionSpan version, PriceCalendar calendar, List<FundingStates.Span> states) {
            long priced = version.interval().startMillis();
            for (PriceCalendar.Entry entry : calendar.within(version.interval())) {
                long from = Math.max(
                        entry.interval().startMillis(), version.interval().startMillis());
                long until = Math.min(
                        entry.interval().endMillis(), version.interval().endMillis());
                requirePrice(priced, from);
                priced = until;
                turnTo(entry.day());
                if (findings.isEmpty()) {
                    fund(entry.price(), from, until, states);
                } else {
                    PriceSpan span = entry.price().over(new Interval(from, until));
                    for (PriceSpan piece : LostWorkFindings.credited(span, version.version(), findings)) {
                        fund(
                                piece,
                                piece.interval().startMillis(),
                                piece.interval().endMillis(),
                                states);
                    }
                }
            }
            requirePrice(priced, version.interval().endMillis());
        }

        private void requirePrice(long priced, long wanted) {
            if (priced < wanted && item.component() == Component.COMPUTE) {
                throw TariffBook.noPrice(item, priced);
            }
        }

        private void turnTo(LocalDate date) {
            if (!day.day().equals(date)) {
                day = new DayLines(lines, tenant, like.on(date));
            }
        }

        private void fund(PriceSpan price, long from, long until, List<FundingStates.Span> states) {
            for (FundingStates.Span state : states) {
                long start = Math.max(from, state.interval().startMillis());
                long end = Math.min(until, state.interval().endMillis());
                if (start < end) {
                    parts.add(new Timeline.Part(start, end, price, day.line(price, state.state()), day));
                }
            }
        }
    }
}
