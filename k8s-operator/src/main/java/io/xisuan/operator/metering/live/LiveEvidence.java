package io.xisuan.operator.metering.live;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.DeviceEvent;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import java.util.List;

/** What agents and exporters said, as the meter asks for it. It confirms, credits and warns; it never makes billed time. */
public interface LiveEvidence {
    /** Nobody says anything: all lanes are verified by count. */
    LiveEvidence NONE = new LiveEvidence() {
        @Override
        public List<OwnerWord> owners(SiteId site, NodeName node, Interval interval) {
            return List.of();
        }

        @Override
        public EvidenceSummary summary(SiteId site, NodeName node, DeviceKey device, Interval interval) {
            return EvidenceSummary.none(0);
        }

        @Override
        public List<DeviceEvent> events(SiteId site, NodeName node, Interval interval) {
            return List.of();
        }
    };

    /** Returns which pods the node's agent named as owners of which devices within the interval. */
    List<OwnerWord> owners(SiteId site, NodeName node, Interval interval);

    /** Returns what was sampled of a device in the interval. */
    EvidenceSummary summary(SiteId site, NodeName node, DeviceKey device, Interval interval);

    /** Returns what happened to the node's devices within the interval. */
    List<DeviceEvent> events(SiteId site, NodeName node, Interval interval);
}
