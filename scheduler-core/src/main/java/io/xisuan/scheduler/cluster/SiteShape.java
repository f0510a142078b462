package io.xisuan.scheduler.cluster;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A site's conditions.
 *
 * @param jurisdiction such as {@code CN/GZ}; empty when unknown
 * @param headroom devices of each type kept for the site's own users now; a type that is absent keeps none
 * @param calendar how that changes in future, in the order of time
 * @param reclaimWithinMillis how soon the owner gets devices back; a job with a longer checkpoint grace is not placed here
 * @param selling false for a site that only observes or meters: nothing is placed there
 * @param routes how data comes here from other sites, at most one from each
 */
public record SiteShape(
        SiteId id,
        String jurisdiction,
        SortedMap<DeviceType, Integer> headroom,
        List<HeadroomStep> calendar,
        long reclaimWithinMillis,
        boolean selling,
        Facility facility,
        List<Route> routes) {
    /** The time within which an owner gets devices back unless the site says otherwise. */
    public static final long DEFAULT_RECLAIM_WITHIN_MILLIS = 120_000;

    public SiteShape {
        headroom = Collections.unmodifiableSortedMap(new TreeMap<>(headroom));
        calendar = calendar.stream()
                .sorted(Comparator.comparingLong(HeadroomStep::fromMillis))
                .toList();
        routes = List.copyOf(routes);
        if (reclaimWithinMillis < 0 || headroom.values().stream().anyMatch(devices -> devices < 0)) {
            throw new IllegalArgumentException("Site %s has a negative headroom or reclaim time".formatted(id));
        }
        if (routes.stream().map(Route::from).distinct().count() != routes.size()) {
            throw new IllegalArgumentException("Site %s has two ways from one place: %s".formatted(id, routes));
        }
    }

    /** Returns a selling site that keeps no headroom. */
    public static SiteShape of(SiteId id) {
        return of(id, Map.of(), DEFAULT_RECLAIM_WITHIN_MILLIS, true);
    }

    /** Returns a site of which no more is known than its headroom now. */
    public static SiteShape of(
            SiteId id, Map<DeviceType, Integer> headroom, long reclaimWithinMillis, boolean selling) {
        return new SiteShape(
                id, "", new TreeMap<>(headroom), List.of(), reclaimWithinMillis, selling, Facility.UNKNOWN, List.of());
    }

    /**
     * Returns the sites by their ids.
     *
     * @throws IllegalArgumentException when one is given twice
     */
    static SortedMap<SiteId, SiteShape> byId(List<SiteShape> sites) {
        TreeMap<SiteId, SiteShape> byId = new TreeMap<>();
        for (SiteShape site : sites) {
            if (byId.put(site.id(), site) != null) {
                throw new IllegalArgumentException("Site %s is given twice".formatted(site.id()));
            }
        }
        return byId;
    }

    /** Returns this site with a known future of its headroom. */
    public SiteShape withCalendar(List<HeadroomStep> steps) {
        return new SiteShape(id, jurisdiction, headroom, steps, reclaimWithinMillis, selling, facility, routes);
    }
}
