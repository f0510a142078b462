package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.columns.ByteReader;
import io.xisuan.operator.metering.evidence.columns.ByteWriter;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Collects what all targets answer and says what they said: of a device in an interval, of owners, and of events.
 *
 * <p>Time is cut into slots of the scrape interval; a slot is expected in an interval when it begins within it, and has one
 * outcome for each target, whatever comes how often and in which order. It is memory only; {@code evidence.files} keeps it.
 */
public final class EvidenceCollector {
    /** How many scrape intervals a sample's own time stamp may lie back before it counts as stale. */
    public static final int STALE_AFTER_INTERVALS = 2;

    /** The name of the node's agent among its targets: whose word owners are. */
    public static final String AGENT = "xisuan-agent";

    private static final String EXPORTER = "exporter";

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

    public long intervalMillis() {
        return intervalMillis;
    }

    /** Takes one outcome and returns how its text was read, when there is one. */
    public Optional<Scrape> take(ScrapeOutcome outcome) {
        TargetSeries series = node(outcome.site(), outcome.node()).target(outcome.target());
        long slot = Math.floorDiv(outcome.slotMillis(), intervalMillis);
        return switch (outcome.result()) {
            case ScrapeOutcome.Result.Gap gap -> {
                series.put(slot, outcome.askedMillis(), gap.cause());
                yield Optional.empty();
            }
            case ScrapeOutcome.Result.Answer answer -> {
                Scrape scrape = ScrapeReader.read(
                        answer.body(), answer.format(), outcome.askedMillis() - STALE_AFTER_INTERVALS * intervalMillis);
                series.put(slot, outcome.askedMillis(), scrape);
                yield Optional.of(scrape);
            }
        };
    }

    /**
     * Takes one scrape of a node that has one exporter.
     *
     * @param atMillis when it was asked for, UTC
     * @param body the answer as it came, which may be empty or broken: then it is recorded as a gap with its cause
     */
    public Scrape scrape(SiteId site, NodeName node, long atMillis, byte[] body) {
        long slotMillis = Math.floorDiv(atMillis, intervalMillis) * intervalMillis;
        ScrapeOutcome.Result answer = new ScrapeOutcome.Result.Answer(body, ExpositionFormat.TEXT, atMillis);
        return take(new ScrapeOutcome(site, node, EXPORTER, slotMillis, atMillis, answer))
                .orElseThrow();
    }

    private NodeEvidence node(SiteId site, NodeName node) {
        return nodes.computeIfAbsent(new Key(site, node), key -> new NodeEvidence(intervalMillis));
    }

    private NodeEvidence known(SiteId site, NodeName node) {
        NodeEvidence evidence = nodes.get(new Key(site, node));
        return evidence == null ? new NodeEvidence(intervalMillis) : evidence;
    }

    /** Returns what was said of the device in the interval; what was not said are gaps. */
    public EvidenceSummary summary(SiteId site, NodeName node, DeviceKey device, Interval interval) {
        return known(site, node).summary(device, interval);
    }

    /** Returns who held what by the word of the node's agent. */
    public OwnerPolls owners(SiteId site, NodeName node, Interval interval) {
        return known(site, node).owners(interval, true);
    }

    /** Returns who held what by the exporters' labels, which corroborate and decide nothing. */
    public OwnerPolls labels(SiteId site, NodeName node, Interval interval) {
        return known(site, node).owners(interval, false);
    }

    /**
     * Returns the events of a node that become known in slots that begin within the time, in order of time and device. The same
     * outcomes give the same events; what lies more than 240 slots before the time, or was forgotten, is not looked at.
     */
    public List<DeviceEvent> events(SiteId site, NodeName node, long sinceMillis, long untilMillis) {
        return known(site, node).events(node, sinceMillis, untilMillis);
    }

    /** Returns how many samples of each device an interval should have. */
    public int expected(Interval interval) {
        return Math.toIntExact(Math.ceilDiv(interval.endMillis(), intervalMillis)
                - Math.ceilDiv(interval.startMillis(), intervalMillis));
    }

    /** Returns the sites of which there is anything. */
    public SortedSet<SiteId> sites() {
        TreeSet<SiteId> sites = new TreeSet<>();
        nodes.keySet().forEach(key -> sites.add(key.site()));
        return sites;
    }

    /** Returns the hours of a site in which anything was collected, as their starts. */
    public SortedSet<Long> hours(SiteId site) {
        TreeSet<Long> hours = new TreeSet<>();
        long page = TargetSeries.pageSlots(intervalMillis) * intervalMillis;
        nodes.forEach((key, evidence) -> {
            if (key.site().equals(site)) {
                evidence.targets()
                        .values()
                        .forEach(series -> series.pages().keySet().forEach(number -> hours.add(number * page)));
            }
        });
        return hours;
    }

    /**
     * Gives the pages of one hour of a site as blocks of bytes, in the order of node and target; {@link #restore} takes them back.
     */
    public void pages(SiteId site, long hourMillis, Consumer<byte[]> blocks) {
        long number = hourMillis / (TargetSeries.pageSlots(intervalMillis) * intervalMillis);
        nodes.forEach((key, evidence) -> evidence.targets().forEach((target, series) -> {
            SlotPage page = series.pages().get(number);
            if (page != null && key.site().equals(site)) {
                ByteWriter out = new ByteWriter();
                out.number(intervalMillis);
                out.text(key.node().value());
                out.text(target);
                out.text(series.truth().map(Truth::name).orElse(""));
                out.number(number);
                SlotPageCodec.write(out, page);
                blocks.accept(out.toBytes());
            }
        }));
    }

    /**
     * Takes back a page; what was collected since stays.
     *
     * @throws IllegalArgumentException when the block is no page of this scrape interval
     */
    public void restore(SiteId site, byte[] block) {
        ByteReader in = new ByteReader(block, 0, block.length);
        if (in.number() != intervalMillis) {
            throw new IllegalArgumentException(
                    "The page was collected at another scrape interval than %d ms".formatted(intervalMillis));
        }
        NodeName name = new NodeName(in.text());
        TargetSeries series = node(site, name).target(in.text());
        String truth = in.text();
        long number = in.number();
        series.restore(
                number, SlotPageCodec.read(in), truth.isEmpty() ? Optional.empty() : Optional.of(Truth.valueOf(truth)));
    }

    /** Gives what is kept for long of one hour of a site, a block for each node: see {@link StoredUse}. */
    public void uses(SiteId site, long hourMillis, Consumer<byte[]> blocks) {
        nodes.forEach((key, evidence) -> {
            if (key.site().equals(site)) {
                blocks.accept(evidence.hour(key.node(), hourMillis));
            }
        });
    }

    /** Drops the pages that end before the given time, when all usage before it is in the journal. */
    public void forgetBefore(long millis) {
        nodes.values().forEach(evidence -> evidence.forgetBefore(millis));
        nodes.values().removeIf(NodeEvidence::isEmpty);
    }
}
