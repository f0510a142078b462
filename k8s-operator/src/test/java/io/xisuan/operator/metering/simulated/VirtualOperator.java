package io.xisuan.operator.metering.simulated;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.metering.live.MeterRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An operator over a virtual cluster: it looks every half minute, asks exporters every fifteen
 * seconds where it is told to, and may be away.
 */
final class VirtualOperator {
    static final long LOOK_MILLIS = 30_000;
    static final long SCRAPE_MILLIS = 15_000;

    private final VirtualCluster cluster;
    private final Path folder;
    private final EvidenceCollector evidence = new EvidenceCollector(SCRAPE_MILLIS);
    private final TreeMap<String, Set<ExporterFault>> faults = new TreeMap<>();
    private SegmentJournal journal;
    private LiveMeter meter;
    private boolean scraping;

    VirtualOperator(VirtualCluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
        this.journal = SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()));
        this.meter = LiveMeter.restore(journal, cluster.attempts(), MeterRules.standard());
    }

    /** The exporter of this node fails in these ways from now on. */
    void fail(String node, ExporterFault... how) {
        faults.put(node, Set.of(how));
    }

    /** Works from one instant to another, as a process that begins anew. */
    VirtualOperator work(long fromMillis, long untilMillis) {
        journal = SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()));
        meter = LiveMeter.restore(journal, cluster.attempts(), MeterRules.standard());
        for (long now = fromMillis; now < untilMillis; now += SCRAPE_MILLIS) {
            if (now % LOOK_MILLIS == 0) {
                meter.observe(cluster.at(now), now);
            }
            if (scraping) {
                scrape(now);
            }
        }
        return this;
    }

    VirtualOperator scraping() {
        scraping = true;
        return this;
    }

    private void scrape(long nowMillis) {
        for (DeviceWorld world : cluster.worlds()) {
            Set<ExporterFault> how = faults.getOrDefault(world.node(), Set.of());
            if (!how.contains(ExporterFault.DOWN)) {
                String text = ExporterTexts.text(ExporterShape.usual(world.make()), world, nowMillis, how);
                evidence.scrape(
                        VirtualCluster.SITE,
                        new NodeName(world.node()),
                        nowMillis,
                        text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    EvidenceCollector evidence() {
        return evidence;
    }

    List<UsageInterval> usage() {
        List<UsageInterval> usage = new ArrayList<>();
        journal.read(record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry) {
                usage.add(entry.usage());
            }
        });
        return usage;
    }
}
