package io.xisuan.scheduler.cluster;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A site's conditions.
 *
 * @param headroom devices of each type kept for the site's own users; a type that is absent keeps none
 * @param reclaimWithinMillis how soon the owner gets devices back; a job with a longer checkpoint grace is not placed here
 * @param selling false for a site that only observes or meters: nothing is placed there
 */
public record SiteShape(SiteId id, Map<DeviceType, Integer> headroom, long reclaimWithinMillis, boolean selling) {
    /** The time within which an owner gets devices back unless the site says otherwise. */
    public static final long DEFAULT_RECLAIM_WITHIN_MILLIS = 120_000;

    public SiteShape {
        headroom = Collections.unmodifiableSortedMap(new TreeMap<>(headroom));
        if (reclaimWithinMillis < 0 || headroom.values().stream().anyMatch(devices -> devices < 0)) {
            throw new IllegalArgumentException("Site %s has a negative headroom or reclaim time".formatted(id));
        }
    }

    /** Returns a selling site that keeps no headroom. */
    public static SiteShape of(SiteId id) {
        return new SiteShape(id, Map.of(), DEFAULT_RECLAIM_WITHIN_MILLIS, true);
    }
}
