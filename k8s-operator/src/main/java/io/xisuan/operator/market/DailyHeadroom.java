package io.xisuan.operator.market;

import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.translate.SiteTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each site keeps for its own users at each time of day, applied to the cluster state as time passes. */
public final class DailyHeadroom {
    private final List<Site> sites;
    private final Map<SiteId, SiteShape> applied = new TreeMap<>();

    public DailyHeadroom(List<Site> sites) {
        this.sites = List.copyOf(sites);
    }

    /** Sets the headroom of this instant, and says whether anything changed. */
    public boolean apply(ClusterState state, long nowMillis) {
        boolean changed = false;
        for (Site site : sites) {
            if (SiteTranslation.shape(site, nowMillis) instanceof Translation.Done<SiteShape>(SiteShape shape)
                    && !shape.equals(applied.put(shape.id(), shape))) {
                set(state, shape);
                changed = true;
            }
        }
        return changed;
    }

    private static void set(ClusterState state, SiteShape shape) {
        List<DeviceType> types = new ArrayList<>();
        state.pools().stream().filter(pool -> pool.site().equals(shape.id())).forEach(pool -> types.add(pool.type()));
        for (DeviceType type : types) {
            state.setHeadroom(shape.id(), type, shape.headroom().getOrDefault(type, 0));
        }
    }
}
