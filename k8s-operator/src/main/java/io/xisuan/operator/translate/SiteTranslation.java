package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.HeadroomRule;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.SiteMode;
import io.xisuan.operator.api.v1alpha1.SiteSpec;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.Map;
import java.util.TreeMap;

/** A {@link Site} as the scheduler sees it. */
public final class SiteTranslation {
    private SiteTranslation() {}

    /** Returns the site's conditions at an instant: its headroom may differ by the time of day. */
    public static Translation<SiteShape> shape(Site site, long instantMillis) {
        return Translation.of(() -> {
            SiteSpec spec = site.getSpec();
            String reclaim = spec.reclaimWithin() == null ? SiteSpec.DEFAULT_RECLAIM_WITHIN : spec.reclaimWithin();
            return SiteShape.of(
                    new SiteId(site.getMetadata().getName()),
                    headroom(spec, instantMillis),
                    read("spec.reclaimWithin", reclaim, TimeText::lengthMillis),
                    spec.mode() == SiteMode.PLACE);
        });
    }

    private static Map<DeviceType, Integer> headroom(SiteSpec spec, long instantMillis) {
        Map<DeviceType, Integer> headroom = new TreeMap<>();
        for (int i = 0; i < spec.headroom().size(); i++) {
            HeadroomRule rule = spec.headroom().get(i);
            if (rule.window() == null
                    || read("spec.headroom[%d].window".formatted(i), rule.window(), TimeText::window)
                            .contains(instantMillis)) {
                headroom.merge(DeviceType.of(rule.accelerator().model()), rule.devices(), Math::max);
            }
        }
        return headroom;
    }
}
