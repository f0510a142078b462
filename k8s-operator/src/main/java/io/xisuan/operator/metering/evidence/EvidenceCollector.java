package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * Collects exporter texts and answers what they said of a device in an interval.
 *
 * <p>Time is cut into slots of the scrape interval; a slot is expected in an interval when it begins within it, and has the
 * first scrape that fell into it. The same scrape given twice changes nothing.
 */
public final class EvidenceCollector {
    /** How many scrape intervals a sample's own time stamp may lie back before it counts as stale. */
    public static final int STALE_AFTER_INTERVALS = 2;

    private record Key(SiteId site, NodeName node) {}

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::site).thenComparing(Key::node);

    private final long intervalMillis;
    private final TreeMap<Key, NodeEvidence> nodes = new TreeMap<>(ORDER);

    public EvidenceCollector(long intervalMillis) {
        if (intervalMillis < 1) {
            throw new IllegalArgumentException("A scrape interval has at least 1 ms, not %d".formatted(intervalMillis));
        }
        this.intervalMillis = intervalMillis;
    }

    /**
     * Takes one scrape of a node's exporter.
     *
     * @param atMillis when it was asked for, UTC
     * @param body the answer as it came, which may be empty or broken: then it is recorded as a gap with its cause
     */
    public Scrape scrape(SiteId site, NodeName node, long atMillis, byte[] body) {
        Scrape scrape =
                ScrapeReader.read(body, ExpositionFormat.TEXT, atMillis - STALE_AFTER_INTERVALS * intervalMillis);
        nodes.computeIfAbsent(new Key(site, node), key -> new NodeEvidence(intervalMillis))
                .add(atMillis, scrape);
        return scrape;
    }

    /** Returns what was said of the device in the interval; what was not said are gaps. */
    public EvidenceSummary summary(SiteId site, NodeName node, DeviceKey device, Interval interval) {
        NodeEvidence evidence = nodes.get(new Key(site, node));
        return (evidence == null ? new NodeEvidence(intervalMillis) : evidence).summary(device, interval);
    }

    /** Returns how many samples of each device an interval should have. */
    public int expected(Interval interval) {
        return Math.toIntExact(Math.ceilDiv(interval.endMillis(), intervalMillis)
                - Math.ceilDiv(interval.startMillis(), intervalMillis));
    }

    /** Drops what lies before the given time, when all usage before it is in the journal. */
    public void forgetBefore(long millis) {
        nodes.values().forEach(evidence -> evidence.forgetBefore(millis));
        nodes.values().removeIf(NodeEvidence::isEmpty);
    }
}
