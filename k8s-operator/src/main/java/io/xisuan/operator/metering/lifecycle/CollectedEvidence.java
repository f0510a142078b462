package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.evidence.EvidenceSummary;

/** Gives the fold the digests of collected scrapes; a lane whose device is not known is verified by count only. */
public record CollectedEvidence(EvidenceCollector collector) implements EvidenceDigests {
    private static final DeviceKey UNKNOWN = new DeviceKey("unknown");

    @Override
    public String digest(SiteId site, NodeName node, HeldLane lane, Interval interval) {
        return summary(site, node, lane, interval).digest();
    }

    /** Returns the whole summary of a lane. */
    public EvidenceSummary summary(SiteId site, NodeName node, HeldLane lane, Interval interval) {
        return collector.summary(site, node, lane.device().orElse(UNKNOWN), interval);
    }
}
