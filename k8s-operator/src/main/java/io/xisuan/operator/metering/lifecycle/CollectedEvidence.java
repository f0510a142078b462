package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the fold the digests of collected scrapes, and keeps each summary until it is taken for the journal.
 *
 * <p>A lane whose device is not known is verified by count only: it has a summary without samples.
 */
public final class CollectedEvidence implements EvidenceDigests {
    private record Key(SiteId site, NodeName node, String lane, Interval interval) {}

    private final EvidenceCollector collector;
    private final Map<Key, EvidenceSummary> summaries = new HashMap<>();

    public CollectedEvidence(EvidenceCollector collector) {
        this.collector = collector;
    }

    @Override
    public String digest(SiteId site, NodeName node, HeldLane lane, Interval interval) {
        EvidenceSummary summary = lane.device()
                .map(device -> collector.summary(site, node, device, interval))
                .orElseGet(() -> EvidenceSummary.none(collector.expected(interval)));
        summaries.put(new Key(site, node, lane.lane(), interval), summary);
        return summary.digest();
    }

    /** Returns the summary that belongs to usage which the fold just gave out, once. */
    public Optional<EvidenceSummary> take(UsageInterval usage) {
        return Optional.ofNullable(
                summaries.remove(new Key(usage.site(), usage.node(), usage.lane(), usage.interval())));
    }
}
