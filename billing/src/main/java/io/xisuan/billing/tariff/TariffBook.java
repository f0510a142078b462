package io.xisuan.billing.tariff;

import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** All price lists of the books, asked by site, model and instant. */
public final class TariffBook {
    /** What a price is for: a component of the device-hours of a model at a site. */
    public record Item(SiteId site, AcceleratorModel model, Component component) {
        /** Returns the accelerator time itself. */
        public Item(SiteId site, AcceleratorModel model) {
            this(site, model, Component.COMPUTE);
        }

        /** Returns another component of the same device-hours. */
        public Item with(Component other) {
            return other == component ? this : new Item(site, model, other);
        }
    }

    private final List<Tariff> tariffs;
    private final Map<Item, Tariff> byItem = new HashMap<>();
    private final Map<Item, List<Item>> components = new HashMap<>();
    private final boolean graduated;

    /**
     * @throws InputException when two tariffs price the same model at the same site, or two versions share an id
     */
    public TariffBook(List<Tariff> tariffs) {
        this.tariffs =
                tariffs.stream().sorted(Comparator.comparing(Tariff::name)).toList();
        Set<String> ids = new HashSet<>();
        for (Tariff tariff : this.tariffs) {
            for (TariffVersion version : tariff.versions()) {
                if (!ids.add(version.id())) {
                    throw InputException.of("Two tariff versions have the id %s".formatted(version.id()));
                }
                version.rules().forEach(rule -> add(new Item(rule.site(), rule.model()), tariff));
            }
        }
        byItem.forEach((item, tariff) -> components.put(item, withComponents(item, tariff)));
        graduated = this.tariffs.stream()
                .flatMap(tariff -> tariff.versions().stream())
                .flatMap(version -> version.rules().stream())
                .anyMatch(rule -> !rule.tiers().isEmpty());
    }

    private void add(Item item, Tariff tariff) {
        Tariff known = byItem.putIfAbsent(item, tariff);
        if (known != null && !known.equals(tariff)) {
            throw InputException.of("Tariffs %s and %s both price %s at %s"
                    .formatted(known.name(), tariff.name(), item.model().id(), item.site()));
        }
    }

    public List<Tariff> tariffs() {
        return tariffs;
    }

    /** Returns the version of that id. */
    public Optional<TariffVersion> version(String id) {
        return tariffs.stream()
                .flatMap(tariff -> tariff.versions().stream())
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    /** Returns the version in force, or empty when the item has no price then. */
    public Optional<TariffVersion> versionAt(Item item, long instantMillis) {
        return Optional.ofNullable(byItem.get(item.with(Component.COMPUTE)))
                .flatMap(tariff -> tariff.versionAt(instantMillis))
                .filter(version -> version.prices(item.site(), item.model()));
    }

    /** Returns the price at one instant, or empty when the item has none then. */
    public Optional<HourlyPrice> priceAt(Item item, long instantMillis) {
        return versionAt(item, instantMillis)
                .flatMap(version -> version.ruleAt(item.site(), item.model(), instantMillis))
                .map(PriceRule::price);
    }

    /** Returns the highest price of any tier of any version in force within the window, or empty when there is none. */
    public Optional<HourlyPrice> dearest(Item item, Interval window) {
        Tariff tariff = byItem.get(item.with(Component.COMPUTE));
        if (tariff == null) {
            return Optional.empty();
        }
        return tariff.versions().stream()
                .filter(version -> version.effective().overlaps(window))
                .flatMap(version -> version.dearest(item).stream())
                .max(Comparator.naturalOrder());
    }

    /** Returns the first so many instants within the interval, its start not among them, at which a price of the site may change, in order. */
    public List<Long> priceChanges(SiteId site, Interval within, int most) {
        SortedSet<Long> changes = new TreeSet<>();
        for (AcceleratorModel model : AcceleratorModel.values()) {
            Item item = new Item(site, model);
            Optional.ofNullable(byItem.get(item))
                    .ifPresent(tariff -> changes.addAll(changes(tariff, item, within, most)));
        }
        return changes.stream().limit(most).toList();
    }

    private static SortedSet<Long> changes(Tariff tariff, Item item, Interval within, int most) {
        SortedSet<Long> changes = new TreeSet<>();
        for (TariffVersion version : tariff.versions()) {
            long from = Math.max(within.startMillis(), version.effective().startMillis());
            long until = Math.min(within.endMillis(), version.effective().endMillis());
            for (int found = 0; from < until && found <= most; found++) {
                changes.add(from);
                from = version.nextEdgeMillis(item.site(), item.model(), from);
            }
            if (until > within.startMillis() && until < within.endMillis()) {
                changes.add(until);
            }
        }
        changes.remove(within.startMillis());
        return changes;
    }

    /** Says whether there is a price at every instant of the interval. */
    public boolean covers(Item item, Interval interval) {
        return covers(item, interval, new PriceLock(interval.startMillis(), 0));
    }

    /** Says whether an attempt with that lock has a price at every instant of the interval. */
    public boolean covers(Item item, Interval interval, PriceLock lock) {
        long from = interval.startMillis();
        while (from < interval.endMillis()) {
            Optional<TariffVersion> version = versionAt(item, lock.covers(from) ? lock.startMillis() : from);
            if (version.isEmpty()
                    || version.get().ruleAt(item.site(), item.model(), from).isEmpty()) {
                return false;
            }
            from = Math.min(
                    endOfVersion(version.get(), from, lock),
                    version.get().nextEdgeMillis(item.site(), item.model(), from));
        }
        return true;
    }

    /** Returns what is sold with the device-hours of an accelerator: itself first, then what any version prices at its site. */
    public List<Item> withComponents(Item accelerator) {
        return components.getOrDefault(accelerator, List.of(accelerator));
    }

    private static List<Item> withComponents(Item accelerator, Tariff tariff) {
        TreeSet<Component> sold = new TreeSet<>(Set.of(Component.COMPUTE));
        for (TariffVersion version : tariff.versions()) {
            version.terms().components().stream()
                    .filter(price -> price.site().equals(accelerator.site()))
                    .forEach(price -> sold.add(price.component()));
        }
        return sold.stream().map(accelerator::with).toList();
    }

    /** Returns the device time, in milliseconds, at which a step of the item's graduated prices begins; empty where all are flat. */
    public SortedSet<Long> thresholds(Item item) {
        TreeSet<Long> thresholds = new TreeSet<>();
        Tariff tariff = byItem.get(item);
        if (tariff != null) {
            tariff.versions().stream()
                    .flatMap(version -> version.rules().stream())
                    .filter(rule -> rule.isFor(item.site(), item.model()))
                    .flatMap(rule -> rule.tiers().stream())
                    .forEach(tier -> thresholds.add(tier.from().value()));
        }
        return thresholds;
    }

    /** Says whether any price is graduated. */
    public boolean graduated() {
        return graduated;
    }

    /**
     * Returns the dearest that a run can come to: the dearest start in its window, the dearest tier in reach.
     *
     * @return empty when some part of the time in reach has no price
     */
    public Optional<WorstCase> worstCase(WorstCase.Run run) {
        return WorstCase.of(this, run);
    }

    /**
     * Returns the spans of one price each that make up the interval, in order. Those of a component beside the accelerator leave out
     * the time of versions that do not price it.
     *
     * @throws InputException when the accelerator has no price in some part of it
     */
    public List<PriceSpan> spans(Item item, Interval interval, PriceLock lock) {
        List<PriceSpan> spans = new ArrayList<>();
        for (VersionSpan version : versions(item, interval, lock)) {
            List<PriceSpan> priced = spansOf(version.version(), item, version.interval());
            if (item.component() == Component.COMPUTE) {
                requireGapless(item, priced, version.interval());
            }
            spans.addAll(priced);
        }
        return List.copyOf(spans);
    }

    private static void requireGapless(Item item, List<PriceSpan> spans, Interval interval) {
        long from = interval.startMillis();
        for (PriceSpan span : spans) {
            if (span.interval().startMillis() > from) {
                throw noPrice(item, from);
            }
            from = span.interval().endMillis();
        }
        if (from < interval.endMillis()) {
            throw noPrice(item, from);
        }
    }

    /** A span of time in which one version counts. */
    public record VersionSpan(Interval interval, TariffVersion version) {}

    /**
     * Returns which version counts when, for an attempt with that lock; the spans make up the interval, in order.
     *
     * @throws InputException when no version counts in some part of it
     */
    public List<VersionSpan> versions(Item item, Interval interval, PriceLock lock) {
        List<VersionSpan> versions = new ArrayList<>();
        long from = interval.startMillis();
        while (from < interval.endMillis()) {
            TariffVersion version = versionFor(item, from, lock);
            long until = Math.min(interval.endMillis(), endOfVersion(version, from, lock));
            versions.add(new VersionSpan(new Interval(from, until), version));
            from = until;
        }
        return List.copyOf(versions);
    }

    /**
     * Returns the spans of one price each that a version has within the interval, in order, whenever it is in force. They leave out the
     * time that it does not price.
     */
    public List<PriceSpan> spansOf(TariffVersion version, Item item, Interval interval) {
        if (item.component() != Component.COMPUTE) {
            return version.terms().component(item.site(), item.component()).stream()
                    .map(price -> new PriceSpan(
                            interval, price.price(), version.id(), PriceRule.ALL_DAY, price.vatRate(), List.of()))
                    .toList();
        }
        List<PriceSpan> spans = new ArrayList<>();
        long from = interval.startMillis();
        while (from < interval.endMillis()) {
            Interval span = new Interval(
                    from, Math.min(interval.endMillis(), version.nextEdgeMillis(item.site(), item.model(), from)));
            version.ruleAt(item.site(), item.model(), from)
                    .map(rule -> new PriceSpan(
                            span, rule.price(), version.id(), rule.tier(), version.vatRate(), rule.tiers()))
                    .ifPresent(spans::add);
            from = span.endMillis();
        }
        return List.copyOf(spans);
    }

    private TariffVersion versionFor(Item item, long instantMillis, PriceLock lock) {
        long asOf = lock.covers(instantMillis) ? lock.startMillis() : instantMillis;
        return versionAt(item, asOf).orElseThrow(() -> noPrice(item, asOf));
    }

    private static long endOfVersion(TariffVersion version, long instantMillis, PriceLock lock) {
        return lock.covers(instantMillis)
                ? lock.endMillis()
                : version.effective().endMillis();
    }

    /** Returns the refusal of time without a price. */
    public static InputException noPrice(Item item, long instantMillis) {
        return InputException.of("No tariff prices %s at %s on %s: add a version that is in force then"
                .formatted(item.model().id(), item.site(), Instant.ofEpochMilli(instantMillis)));
    }
}
