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
    private SegmentJournal journal;
    private LiveMeter meter;
    private final List<DeviceWorld> scraped = new ArrayList<>();

    VirtualOperator(VirtualCluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
        this.journal = SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()));
        this.meter = LiveMeter.restore(journal, cluster.attempts(), MeterRules.standard());
    }

    /** Works from one instant to another, as a process that begins anew. */
    VirtualOperator work(long fromMillis, long untilMillis) {
        journal = SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()));
        meter = LiveMeter.restore(journal, cluster.attempts(), MeterRules.standard());
        for (long now = fromMillis; now < untilMillis; now += SCRAPE_MILLIS) {
            if (now % LOOK_MILLIS == 0) {
                meter.observe(cluster.at(now), now);
            }
            scrape(now);
        }
        return this;
    }

    /** Asks the exporter of this node from now on. */
    VirtualOperator scraping(DeviceWorld world) {
        scraped.add(world);
        return this;
    }

    private void scrape(long nowMillis) {
        for (DeviceWorld world : scraped) {
            String text = ExporterTexts.text(ExporterShape.usual(world.make()), world, nowMillis, Set.of());
            evidence.scrape(
                    VirtualCluster.SITE, new NodeName(world.node()), nowMillis, text.getBytes(StandardCharsets.UTF_8));
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
