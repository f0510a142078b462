package io.xisuan.operator.metering.live;

import static io.xisuan.operator.metering.live.PodSketch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.evidence.DeviceEvent;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodPhase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One pod with two devices on node-0, its node's agent and a dcgm-exporter, asked every 15 s. */
class LiveEvidenceTest {
    private static final AttemptKey KEY = new AttemptKey(new JobId("team", "train", "job-uid-1"), 1);
    private static final MeteredAttempt JOB = new MeteredAttempt(
            new AttemptTerms(KEY, new TenantId("acme"), new ContractId("c-1"), GangHistory.SITE, 1),
            AcceleratorModel.NVIDIA_H800,
            GangHistory.RESOURCE,
            2);
    private static final NodeName NODE = new NodeName("node-0");
    private static final long STEP = 15_000;
    private static final ObservedPod ENDED =
            PodSketch.running(0).finished("12:00:00").as(PodPhase.SUCCEEDED).pod();

    @TempDir
    private Path folder = Path.of(".");

    private final EvidenceCollector collector = new EvidenceCollector(STEP);
    private Optional<SegmentJournal> open = Optional.empty();

    private final LiveEvidence evidence = new LiveEvidence() {
        @Override
        public List<OwnerWord> owners(SiteId site, NodeName node, Interval interval) {
            return collector.owners(site, node, interval).owned().stream()
                    .map(owned -> new OwnerWord(
                            owned.device(),
                            owned.resource(),
                            owned.pod().uid(),
                            owned.polls(),
                            owned.silent(),
                            owned.firstMillis(),
                            owned.lastMillis()))
                    .toList();
        }

        @Override
        public EvidenceSummary summary(SiteId site, NodeName node, DeviceKey device, Interval interval) {
            return collector.summary(site, node, device, interval);
        }

        @Override
        public List<DeviceEvent> events(SiteId site, NodeName node, Interval interval) {
            return collector.events(site, node, interval.startMillis(), interval.endMillis());
        }
    };

    @AfterEach
    void close() {
        open.ifPresent(SegmentJournal::close);
    }

    private LiveMeter restored(LiveEvidence word) {
        close();
        SegmentJournal journal = SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()));
        open = Optional.of(journal);
        return LiveMeter.restore(journal, List.of(JOB), MeterRules.standard(), word);
    }

    private void told(String target, long slot, String text) {
        collector.take(new ScrapeOutcome(
                GangHistory.SITE,
                NODE,
                target,
                slot,
                slot + 100,
                new ScrapeOutcome.Result.Answer(
                        text.getBytes(StandardCharsets.UTF_8), ExpositionFormat.TEXT, slot + 150)));
    }

    /** The agent names the pods for the devices, and the exporter samples these devices, in every slot of the time. */
    private void scraped(String from, String until, List<String> owners, List<String> sampled) {
        for (long slot = at(from); slot < at(until); slot += STEP) {
            StringBuilder agent = new StringBuilder("xisuan_agent_kubelet_up 1\n");
            for (String owner : owners) {
                String[] parts = owner.split("=", 2);
                agent.append(
                                "xisuan_agent_device_allocated{resource=\"nvidia.com/gpu\",device=\"%s\",parent=\"\",share=\"1\","
                                        .formatted(parts[0]))
                        .append("namespace=\"team\",pod=\"p\",pod_uid=\"%s\",container=\"c\"} 1\n".formatted(parts[1]));
            }
            told(EvidenceCollector.AGENT, slot, agent.toString());
            StringBuilder dcgm = new StringBuilder();
            for (String device : sampled) {
                int place = device.charAt(device.length() - 1) - 'a';
                dcgm.append("DCGM_FI_DEV_GPU_UTIL{gpu=\"%d\",UUID=\"%s\",pci_bus_id=\"0:%d\",hostname=\"node-0\"} 90\n"
                        .formatted(place, device, place));
            }
            told("dcgm-exporter", slot, dcgm.toString());
        }
    }

    private static ObservedCluster seen(long leaseMillis, ObservedPod pod) {
        return GangHistory.cluster(List.of(GangHistory.node(0, leaseMillis)), List.of(pod), List.of());
    }

    private List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        open.orElseThrow().read(record -> entries.add(EntryCodec.decode(record)));
        return entries;
    }

    private static long seconds(List<UsageInterval> usage, Optional<UnbilledReason> reason) {
        return usage.stream()
                        .filter(used -> used.reason().equals(reason))
                        .mapToLong(used -> used.quantity().value())
                        .sum()
                / 1000;
    }

    @Test
    void records_say_which_devices_the_agent_named_and_how_busy_they_were() {
        scraped(
                "09:58:00",
                "12:05:00",
                List.of("GPU-b=pod-uid-0", "GPU-a=pod-uid-0"),
                List.of("GPU-a", "GPU-b", "GPU-c"));
        LiveMeter meter = restored(evidence);
        meter.observe(seen(at("12:05:00"), ENDED), at("12:05:00"));

        List<JournalEntry.Usage> billed = entries().stream()
                .filter(JournalEntry.Usage.class::isInstance)
                .map(JournalEntry.Usage.class::cast)
                .filter(entry -> entry.usage().billed())
                .toList();
        assertThat(billed)
                .extracting(entry -> entry.usage().lane()
                        + " "
                        + entry.confirmation().orElseThrow().device().orElseThrow())
                .containsExactly("nvidia.com/gpu/0 GPU-a", "nvidia.com/gpu/1 GPU-b");
        Confirmation first = billed.get(0).confirmation().orElseThrow();
        assertThat(first.basis()).isEqualTo(Confirmation.Basis.AGENT);
        assertThat(first.polls()).isEqualTo(119 * 4);
        assertThat(billed.get(0).evidence().orElseThrow().meanPerMille()).isEqualTo(900);
    }

    @Test
    void a_device_that_vanishes_ends_the_billing_and_a_restart_without_evidence_bills_the_same() {
        List<String> owners = List.of("GPU-a=pod-uid-0", "GPU-b=pod-uid-0");
        scraped("09:58:00", "11:00:00", owners, List.of("GPU-a", "GPU-b", "GPU-c"));
        scraped("11:00:00", "11:02:00", owners, List.of("GPU-b", "GPU-c"));
        LiveMeter meter = restored(evidence);
        ObservedPod running = PodSketch.running(0).pod();
        MeterStep step = meter.observe(seen(at("11:02:30"), running), at("11:02:30"));
        assertThat(step.faulty()).containsExactly(KEY);
        assertThat(entries())
                .anyMatch(entry -> entry instanceof JournalEntry.Found found
                        && found.cause() == JournalEntry.Found.Cause.DEVICE_FAULT
                        && found.device().equals(new DeviceKey("GPU-a")));

        MeterStep closed = restored(LiveEvidence.NONE).observe(seen(at("12:00:10"), ENDED), at("12:00:10"));
        List<UsageInterval> usage = closed.closed().get(0).usage();
        // The last good sample was asked at 10:59:45.1.
        assertThat(seconds(usage, Optional.empty())).isEqualTo(2 * (58 * 60 + 45));
        assertThat(seconds(usage, Optional.of(UnbilledReason.DEVICE_FAULT))).isEqualTo(2 * 3615);
    }

    @Test
    void two_owners_put_the_device_aside_and_leave_the_other_billed() {
        List<String> owners = List.of("GPU-a=pod-uid-0", "GPU-b=pod-uid-0");
        scraped("09:58:00", "11:00:00", owners, List.of("GPU-a", "GPU-b"));
        scraped(
                "11:00:00",
                "11:01:30",
                List.of("GPU-a=pod-uid-0", "GPU-a=pod-uid-9", "GPU-b=pod-uid-0"),
                List.of("GPU-a", "GPU-b"));
        scraped("11:01:30", "12:05:00", owners, List.of("GPU-a", "GPU-b"));
        LiveMeter meter = restored(evidence);
        meter.observe(seen(at("11:05:00"), PodSketch.running(0).pod()), at("11:05:00"));
        // A restart hours later sees no conflict any more, and the journal reminds it.
        MeterStep step = restored(evidence).observe(seen(at("12:05:00"), ENDED), at("12:05:00"));

        List<UsageInterval> usage = step.closed().get(0).usage();
        assertThat(usage)
                .filteredOn(used -> used.reason().equals(Optional.of(UnbilledReason.QUARANTINED)))
                .extracting(UsageInterval::lane)
                .containsExactly("nvidia.com/gpu/0");
        long aside = seconds(usage, Optional.of(UnbilledReason.QUARANTINED));
        assertThat(aside).isBetween(75L, 105L);
        assertThat(seconds(usage, Optional.empty())).isEqualTo(2 * 119 * 60 - aside);
        assertThat(entries())
                .anyMatch(entry -> entry instanceof JournalEntry.Found found
                        && found.cause() == JournalEntry.Found.Cause.TWO_OWNERS);
    }

    @Test
    void use_that_nobody_owns_is_remarked_once_and_bills_nothing() {
        scraped(
                "09:58:00",
                "12:05:00",
                List.of("GPU-a=pod-uid-0", "GPU-b=pod-uid-0"),
                List.of("GPU-a", "GPU-b", "GPU-c"));
        LiveMeter meter = restored(evidence);
        ObservedPod running = PodSketch.running(0).pod();
        for (String clock : List.of("10:30:00", "10:40:00", "10:50:00")) {
            meter.observe(seen(at(clock), running), at(clock));
        }
        assertThat(entries())
                .filteredOn(entry -> entry instanceof JournalEntry.Remark remark
                        && remark.kind().equals("USED_WITHOUT_OWNER"))
                .hasSize(1);
    }
}
