package io.xisuan.operator.loop;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.Comparator;

/** The devices of one model at one site. */
record SitePool(SiteId site, DeviceType type) implements Comparable<SitePool> {
    private static final Comparator<SitePool> ORDER =
            Comparator.comparing(SitePool::site).thenComparing(SitePool::type);

    @Override
    public int compareTo(SitePool other) {
        return ORDER.compare(this, other);
    }
}
