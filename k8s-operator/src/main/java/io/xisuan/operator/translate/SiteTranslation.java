package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.SiteOwner;
import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Decimals;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.CalendarEntry;
import io.xisuan.operator.api.v1alpha1.HeadroomRule;
import io.xisuan.operator.api.v1alpha1.Link;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.SiteMode;
import io.xisuan.operator.api.v1alpha1.SiteSpec;
import io.xisuan.scheduler.cluster.Facility;
import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.Route;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A {@link Site} as the scheduler sees it. */
public final class SiteTranslation {
    /** How far a site's daily windows are laid out ahead; calendar entries are, however far. */
    private static final long HORIZON_MILLIS = 31L * 24 * 3_600_000;

    private static final BigDecimal PER_MILLE = BigDecimal.valueOf(1000);
    private static final long BITS_PER_MIB = 8L * 1024 * 1024;

    private SiteTranslation() {}

    /** Returns the site's conditions at an instant and how they are known to change: its headroom differs by time. */
    public static Translation<SiteShape> shape(Site site, long instantMillis) {
        return Translation.of(() -> {
            SiteSpec spec = site.getSpec();
            String reclaim = spec.reclaimWithin() == null ? SiteSpec.DEFAULT_RECLAIM_WITHIN : spec.reclaimWithin();
            List<Keep> keeps = keeps(spec);
            return new SiteShape(
                    new SiteId(site.getMetadata().getName()),
                    spec.jurisdiction(),
                    kept(keeps, instantMillis),
                    calendar(keeps, instantMillis),
                    read("spec.reclaimWithin", reclaim, TimeText::lengthMillis),
                    spec.mode() == SiteMode.PLACE,
                    facility(spec),
                    routes(spec));
        });
    }

    /** Returns the owner of a site that another sells: whom a settlement statement is for. */
    public static Translation<Optional<SiteOwner>> owner(Site site) {
        return Translation.of(() -> Optional.ofNullable(site.getSpec().owner())
                .map(owner -> new SiteOwner(
                        read("spec.owner.name", owner.name(), name -> new Names(name.zh(), name.en())),
                        Optional.ofNullable(owner.creditCode())
                                .map(text -> read("spec.owner.creditCode", text, CreditCode::new)))));
    }

    /** Devices that the owner needs while something holds; of daily rules the largest counts, calendar entries come on top. */
    private record Keep(Optional<DeviceType> type, int devices, Optional<TimeWindow> window, Optional<Interval> once) {
        boolean holds(long instantMillis) {
            return window.map(daily -> daily.contains(instantMillis)).orElse(true)
                    && once.map(entry -> entry.contains(instantMillis)).orElse(true);
        }
    }

    private static List<Keep> keeps(SiteSpec spec) {
        List<Keep> keeps = new ArrayList<>();
        for (int i = 0; i < spec.headroom().size(); i++) {
            HeadroomRule rule = spec.headroom().get(i);
            Optional<TimeWindow> window = rule.window() == null
                    ? Optional.empty()
                    : Optional.of(read("spec.headroom[%d].window".formatted(i), rule.window(), TimeText::window));
            keeps.add(new Keep(
                    Optional.of(DeviceType.of(rule.accelerator().model())), rule.devices(), window, Optional.empty()));
        }
        for (int i = 0; i < spec.calendar().size(); i++) {
            CalendarEntry entry = spec.calendar().get(i);
            String field = "spec.calendar[%d]".formatted(i);
            Interval interval = new Interval(
                    read(field + ".from", entry.from(), TimeText::instantMillis),
                    read(field + ".to", entry.to(), TimeText::instantMillis));
            Optional<DeviceType> type =
                    Optional.ofNullable(entry.accelerator()).map(accelerator -> DeviceType.of(accelerator.model()));
            keeps.add(new Keep(type, entry.devices(), Optional.empty(), Optional.of(interval)));
        }
        return keeps;
    }

    /** An entry that names no accelerator counts for each model, as nobody knows of which the owner will take. */
    private static SortedMap<DeviceType, Integer> kept(List<Keep> keeps, long instantMillis) {
        SortedMap<DeviceType, Integer> daily = new TreeMap<>();
        SortedMap<DeviceType, Integer> kept = new TreeMap<>();
        for (DeviceType type : types(keeps)) {
            int once = 0;
            for (Keep keep : keeps) {
                boolean counts = keep.type().map(type::equals).orElse(true) && keep.holds(instantMillis);
                if (counts && keep.once().isPresent()) {
                    once = Math.addExact(once, keep.devices());
                } else if (counts) {
                    daily.merge(type, keep.devices(), Math::max);
                }
            }
            int all = Math.addExact(once, daily.getOrDefault(type, 0));
            if (all > 0) {
                kept.put(type, all);
            }
        }
        return kept;
    }

    private static NavigableSet<DeviceType> types(List<Keep> keeps) {
        NavigableSet<DeviceType> types = new TreeSet<>();
        boolean any = false;
        for (Keep keep : keeps) {
            keep.type().ifPresent(types::add);
            any |= keep.type().isEmpty();
        }
        if (any) {
            for (AcceleratorModel model : AcceleratorModel.values()) {
                types.add(DeviceType.of(model));
            }
        }
        return types;
    }

    private static List<HeadroomStep> calendar(List<Keep> keeps, long nowMillis) {
        List<HeadroomStep> steps = new ArrayList<>();
        SortedMap<DeviceType, Integer> before = kept(keeps, nowMillis);
        for (long instant : edges(keeps, nowMillis)) {
            SortedMap<DeviceType, Integer> after = kept(keeps, instant);
            NavigableSet<DeviceType> types = new TreeSet<>(before.keySet());
            types.addAll(after.keySet());
            for (DeviceType type : types) {
                int devices = after.getOrDefault(type, 0);
                if (devices != before.getOrDefault(type, 0)) {
                    steps.add(new HeadroomStep(instant, type, devices));
                }
            }
            before = after;
        }
        return steps;
    }

    private static NavigableSet<Long> edges(List<Keep> keeps, long nowMillis) {
        NavigableSet<Long> edges = new TreeSet<>();
        for (Keep keep : keeps) {
            keep.once().ifPresent(entry -> {
                edges.add(entry.startMillis());
                edges.add(entry.endMillis());
            });
            keep.window().ifPresent(window -> {
                long edge = window.nextEdgeMillis(nowMillis);
                while (edge <= nowMillis + HORIZON_MILLIS) {
                    edges.add(edge);
                    edge = window.nextEdgeMillis(edge);
                }
            });
        }
        return edges.tailSet(nowMillis, false);
    }

    private static Facility facility(SiteSpec spec) {
        if (spec.facility() == null) {
            return Facility.UNKNOWN;
        }
        BigDecimal pue = read("spec.facility.pue", spec.facility().pue(), text -> Decimals.parse(text, "PUE"));
        Integer grams = spec.facility().carbonGramsPerKwh();
        return read(
                "spec.facility.pue",
                pue.multiply(PER_MILLE).setScale(0, RoundingMode.CEILING).intValueExact(),
                perMille -> new Facility(perMille, grams == null ? 0 : grams));
    }

    /** A link states no price: bringing data over it takes time and costs nothing. */
    private static List<Route> routes(SiteSpec spec) {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < spec.links().size(); i++) {
            Link link = spec.links().get(i);
            long mibPerSecond = Math.max(1, link.bandwidthMbps() * 1_000_000L / BITS_PER_MIB);
            SiteId from = new SiteId(link.site());
            if (routes.stream().anyMatch(route -> route.from().equals(from))) {
                throw new FieldRefusal("spec.links[%d].site".formatted(i), "%s is given twice".formatted(from));
            }
            routes.add(new Route(from, mibPerSecond, Money.ZERO));
        }
        return routes;
    }
}
