package io.xisuan.operator.metering.evidence.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFilesTest {
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final NodeName NODE = new NodeName("n1");
    private static final DeviceKey DEVICE = new DeviceKey("GPU-a");
    private static final long STEP = 15_000;
    private static final long HOUR = 3_600_000;
    private static final long START = 488_000 * HOUR;

    @TempDir
    private Path folder;

    private static ScrapeOutcome outcome(String target, long slotMillis, String text) {
        ScrapeOutcome.Result result = text.isEmpty()
                ? new ScrapeOutcome.Result.Gap(GapCause.TIMEOUT, "no answer")
                : new ScrapeOutcome.Result.Answer(
                        text.getBytes(StandardCharsets.UTF_8), ExpositionFormat.TEXT, slotMillis + 200);
        return new ScrapeOutcome(SITE, NODE, target, slotMillis, slotMillis + 150, result);
    }

    /** Two hours and a half of one device and the agent, with gaps, a fault, a broken text and a counter that restarts. */
    private static EvidenceCollector collected() {
        EvidenceCollector collector = new EvidenceCollector(STEP);
        SplittableRandom random = new SplittableRandom(11);
        long energy = 5_000_000;
        for (long at = START; at < START + 5 * HOUR / 2; at += STEP) {
            energy = random.nextInt(200) == 0 ? 0 : energy + 4_000_000 + random.nextInt(900_000);
            String labels =
                    "{gpu=\"0\",UUID=\"GPU-a\",pci_bus_id=\"0:1:0.0\",hostname=\"n\",namespace=\"t\",pod=\"p\"} ";
            String text =
                    "DCGM_FI_DEV_GPU_UTIL%s%d\nDCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION%s%d\nDCGM_FI_DEV_XID_ERRORS%s%d\n"
                            .formatted(labels, random.nextInt(101), labels, energy, labels, at > START + HOUR ? 79 : 0);
            int turn = random.nextInt(20);
            collector.take(outcome("dcgm-exporter", at, turn == 0 ? "" : turn == 1 ? text + "broken\n" : text));
            collector.take(outcome(EvidenceCollector.AGENT, at, """
                    xisuan_agent_kubelet_up 1
                    xisuan_agent_device_allocated{resource="nvidia.com/gpu",device="GPU-a",parent="",share="1",namespace="t",pod="p",pod_uid="u",container="c"} 1
                    """));
        }
        return collector;
    }

    private static void sameAnswers(EvidenceCollector one, EvidenceCollector other) {
        for (long from = START; from < START + 5 * HOUR / 2; from += 17 * STEP) {
            Interval span = new Interval(from, from + HOUR);
            assertThat(other.summary(SITE, NODE, DEVICE, span)).isEqualTo(one.summary(SITE, NODE, DEVICE, span));
            assertThat(other.owners(SITE, NODE, span)).isEqualTo(one.owners(SITE, NODE, span));
        }
        long end = START + 3 * HOUR;
        assertThat(one.events(SITE, NODE, START, end)).isNotEmpty();
        assertThat(other.events(SITE, NODE, START, end)).isEqualTo(one.events(SITE, NODE, START, end));
    }

    @Test
    void what_is_restored_answers_as_what_was_collected() {
        EvidenceCollector collector = collected();
        EvidenceFiles files = new EvidenceFiles(folder);
        assertThat(files.flush(collector, START + 5 * HOUR / 2)).isEqualTo(2);
        files.flushOpen(collector);
        EvidenceCollector restored = new EvidenceCollector(STEP);
        assertThat(files.restore(restored, START)).isEmpty();
        sameAnswers(collector, restored);
    }

    @Test
    void a_damaged_hour_is_put_aside_and_costs_no_other() throws IOException {
        EvidenceCollector collector = collected();
        EvidenceFiles files = new EvidenceFiles(folder);
        files.flush(collector, START + 2 * HOUR);
        List<Path> slots;
        try (Stream<Path> all = Files.walk(folder)) {
            slots = all.filter(file -> file.toString().endsWith(".slots"))
                    .sorted()
                    .toList();
        }
        Path first = slots.get(0);
        byte[] bytes = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(bytes, bytes.length - 3));

        EvidenceCollector restored = new EvidenceCollector(STEP);
        assertThat(files.restore(restored, START)).singleElement().asString().contains("is damaged or cut");
        assertThat(first).doesNotExist();
        assertThat(first.resolveSibling(first.getFileName() + ".damaged")).exists();
        Interval second = new Interval(START + HOUR, START + 2 * HOUR);
        assertThat(restored.summary(SITE, NODE, DEVICE, second).digest())
                .isEqualTo(collector.summary(SITE, NODE, DEVICE, second).digest());
        Interval lost = new Interval(START, START + HOUR);
        assertThat(restored.summary(SITE, NODE, DEVICE, lost).seen()).isZero();
    }

    @Test
    void a_stored_hour_has_the_counts_and_the_digest_of_its_slots() {
        EvidenceCollector collector = collected();
        EvidenceFiles files = new EvidenceFiles(folder);
        files.flush(collector, START + 2 * HOUR);
        for (long hour = START; hour < START + 2 * HOUR; hour += HOUR) {
            Interval span = new Interval(hour, hour + HOUR);
            EvidenceSummary live = collector.summary(SITE, NODE, DEVICE, span);
            assertThat(live.energyMillijoules()).isPresent();
            assertThat(files.use(SITE, NODE, hour).orElseThrow().summary(DEVICE, span))
                    .isEqualTo(live);
            Interval part = new Interval(hour + 10 * 60_000, hour + 25 * 60_000);
            EvidenceSummary stored = files.use(SITE, NODE, hour).orElseThrow().summary(DEVICE, part);
            EvidenceSummary slots = collector.summary(SITE, NODE, DEVICE, part);
            assertThat(stored.expected()).isEqualTo(slots.expected());
            assertThat(stored.meanPerMille()).isBetween(slots.meanPerMille() - 60, slots.meanPerMille() + 60);
            assertThat(stored.energyMillijoules()).isEmpty();
        }
    }

    @Test
    void compaction_drops_minutes_and_no_count() throws IOException {
        EvidenceCollector collector = collected();
        EvidenceFiles files = new EvidenceFiles(folder);
        files.flush(collector, START + 2 * HOUR);
        Interval span = new Interval(START, START + HOUR);
        EvidenceSummary before = files.use(SITE, NODE, START).orElseThrow().summary(DEVICE, span);
        files.compact(START + HOUR, START + HOUR);
        assertThat(files.use(SITE, NODE, START).orElseThrow().summary(DEVICE, span))
                .isEqualTo(before);
        assertThatThrownBy(() -> files.use(SITE, NODE, START)
                        .orElseThrow()
                        .summary(DEVICE, new Interval(START, START + HOUR / 2)))
                .hasMessageContaining("minutes are no longer kept");
        try (var left = Files.list(folder.resolve(SITE.value()))) {
            assertThat(left.map(file -> file.getFileName().toString()).sorted())
                    .as("slots of the first hour are dropped")
                    .hasSize(3)
                    .noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void a_file_that_is_cut_or_changed_anywhere_is_refused() throws IOException {
        EvidenceFiles files = new EvidenceFiles(folder);
        files.flush(collected(), START + HOUR);
        Path file;
        try (var all = Files.list(folder.resolve(SITE.value()))) {
            file = all.filter(path -> path.toString().endsWith(".minutes"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> BlockFile.read(file, 'M', block -> {}))
                    .as("cut at %d", length)
                    .isInstanceOf(InputException.class);
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 4;
            Files.write(file, changed);
            assertThatThrownBy(() -> BlockFile.read(file, 'M', block -> {}))
                    .as("changed at %d", at)
                    .isInstanceOf(InputException.class);
        }
    }
}
