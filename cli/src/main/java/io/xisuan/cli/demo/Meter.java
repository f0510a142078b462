package io.xisuan.cli.demo;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.Scrape;
import io.xisuan.operator.metering.exposition.Verdict;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.NodeMarks;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.lifecycle.EvidenceDigests;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import io.xisuan.operator.metering.lifecycle.PodObservation;
import io.xisuan.operator.metering.lifecycle.UsageFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The demo's metering: observations and scrapes in, records of the usage journal out. All parts are the product's own. */
final class Meter {
    private final EvidenceCollector evidence = new EvidenceCollector(MonthRun.SCRAPE_MILLIS);
    private final ExporterText exporter = new ExporterText();
    private final UsageFold fold = new UsageFold();
    private final UsageJournal journal;
    private final TreeMap<String, DeviceKey> devices = new TreeMap<>();
    private final TreeMap<Long, List<PodObservation>> pending = new TreeMap<>();
    private long scrapes;
    private long bytes;
    private long samples;

    Meter(UsageJournal journal, World world) {
        this.journal = journal;
        for (SimulatedNode node : world.nodes()) {
            for (int device = 0; device < node.devices(); device++) {
                devices.put(lane(node.site(), node.name(), World.lane(node, device)), node.key(device));
            }
        }
    }

    /** Makes an attempt known and remembers what an observer will see of its pods. */
    void open(GangRun run, ContractId contract) {
        fold.open(new AttemptTerms(
                run.attempt(),
                run.start().request().tenant(),
                contract,
                run.start().site(),
                run.pods().size()));
        run.observations()
                .forEach((at, seen) -> pending.computeIfAbsent(at, instant -> new ArrayList<>())
                        .addAll(seen));
    }

    /** Observes what has happened by now. */
    void observe(long nowMillis) {
        while (!pending.isEmpty() && pending.firstKey() <= nowMillis) {
            pending.pollFirstEntry().getValue().forEach(fold::observe);
        }
    }

    /** Scrapes every node once. */
    void scrape(World world, long nowMillis) {
        for (SimulatedNode node : world.nodes()) {
            byte[] body = exporter.scrape(node, nowMillis);
            Scrape scrape = evidence.scrape(node.site(), node.name(), nowMillis, body);
            if (scrape.summary().verdict() != Verdict.ACCEPTED) {
                throw new IllegalStateException("The parser refused the text of node %s: %s"
                        .formatted(node.name(), scrape.summary().errors()));
            }
            scrapes++;
            bytes += body.length;
            samples += scrape.summary().samples();
        }
    }

    /** Writes the rest of an attempt that gave everything back, and returns it. */
    List<UsageInterval> close(AttemptKey attempt, long nowMillis) {
        List<UsageInterval> usage = fold.close(attempt, digests());
        append(usage, nowMillis);
        return usage;
    }

    /** Writes the running attempts through the month's end. */
    void closeMonth(long monthEndMillis) {
        for (AttemptKey attempt : fold.openAttempts()) {
            append(fold.closeThrough(attempt, monthEndMillis, digests()), monthEndMillis);
        }
    }

    /** Writes what every node was on every day of the month: owners hold what they hold all the time. */
    void recordInventory(World world, BillingPeriod month) {
        List<JournalEntry> entries = new ArrayList<>();
        TreeSet<SiteId> sites = new TreeSet<>();
        for (SimulatedNode node : world.nodes()) {
            sites.add(node.site());
            BillingPeriod.splitByDay(month.interval())
                    .forEach(day -> entries.add(new JournalEntry.Node(node.site(), span(node, day))));
        }
        long end = month.interval().endMillis();
        for (SiteId site : sites) {
            entries.add(NodeMarks.looked(site, end));
            entries.add(NodeMarks.closed(site, end));
        }
        journal.append(entries, end);
    }

    private static NodeSpan span(SimulatedNode node, Interval day) {
        int owners = Math.toIntExact(IntStream.range(0, node.devices())
                .filter(device -> node.holder(device).owner())
                .count());
        return new NodeSpan(
                node.name(),
                node.model().vendor().resourceName(),
                node.model(),
                AcceleratorShare.WHOLE,
                node.devices(),
                node.devices(),
                owners,
                NodeState.READY,
                day);
    }

    /** Returns how much was read, for people. */
    String account() {
        return "%,d scrapes, %,d samples, %,d MiB of exporter text, every %d min of virtual time, %d families a node"
                .formatted(scrapes, samples, bytes >> 20, MonthRun.SCRAPE_MILLIS / 60_000, ExporterText.FAMILIES);
    }

    private void append(List<UsageInterval> usage, long nowMillis) {
        List<JournalEntry> entries = new ArrayList<>();
        for (UsageInterval interval : usage) {
            entries.add(new JournalEntry.Usage(
                    interval,
                    Optional.of(summary(interval.site(), interval.node(), interval.lane(), interval.interval()))));
        }
        if (!entries.isEmpty()) {
            journal.append(entries, nowMillis);
        }
    }

    private EvidenceDigests digests() {
        return (site, node, lane, interval) ->
                summary(site, node, lane.lane(), interval).digest();
    }

    private EvidenceSummary summary(SiteId site, NodeName node, String lane, Interval interval) {
        DeviceKey device = devices.get(lane(site, node, lane));
        if (device == null) {
            throw new IllegalStateException("Node %s of %s has no lane %s".formatted(node, site, lane));
        }
        return evidence.summary(site, node, device, interval);
    }

    private static String lane(SiteId site, NodeName node, String lane) {
        return site + "/" + node + "/" + lane;
    }
}
