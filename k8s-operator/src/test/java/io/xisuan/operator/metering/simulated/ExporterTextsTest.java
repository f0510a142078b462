package io.xisuan.operator.metering.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.evidence.CanonicalMetric;
import io.xisuan.operator.metering.evidence.DeviceSample;
import io.xisuan.operator.metering.evidence.Scrape;
import io.xisuan.operator.metering.evidence.ScrapeReader;
import io.xisuan.operator.metering.exposition.Exposition;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExporterTextsTest {
    private static final long BOOT = 1_790_000_000_000L;
    private static final long NOON = BOOT + 3_600_000;
    private static final PodRef EARLIER = new PodRef("team-a", "old-job-0", "uid-old", "train");
    private static final PodRef NOW = new PodRef("team-b", "new-job-0", "uid-new", "train");

    private static DeviceWorld world(ExporterShape shape) {
        DeviceWorld world = new DeviceWorld(shape.make(), "gpu-1", 4, BOOT, 7);
        world.allocateOn(EARLIER, List.of(0, 1), BOOT + 10_000);
        world.start(EARLIER, BOOT + 12_345);
        world.end(EARLIER, BOOT + 1_000_001);
        world.allocateOn(NOW, List.of(0), BOOT + 1_000_500);
        world.start(NOW, BOOT + 1_002_000);
        return world;
    }

    private static String text(ExporterShape shape, ExporterFault... faults) {
        return ExporterTexts.text(shape, world(shape), NOON, Set.of(faults));
    }

    /** Reads a text as Prometheus does: a last line without its line feed is given one. */
    private static Exposition read(String text) {
        String whole = text.endsWith("\n") ? text : text + "\n";
        return ExpositionParser.read(whole.getBytes(StandardCharsets.UTF_8), ExpositionFormat.TEXT);
    }

    private static Scrape scraped(String text) {
        return ScrapeReader.read(text.getBytes(StandardCharsets.UTF_8), ExpositionFormat.TEXT, NOON - 30_000);
    }

    @ParameterizedTest
    @EnumSource(ExporterShape.class)
    void every_shape_stands_in_the_table_of_exporters_under_its_own_name(ExporterShape shape) {
        assertThat(scraped(text(shape)).standing()).asString().contains(shape.target());
    }

    @ParameterizedTest
    @EnumSource(
            value = ExporterShape.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DCGM_MIG", "HAMI_SCHEDULER", "HAMI_MONITOR"})
    void what_is_read_of_whole_devices_is_what_their_drivers_said(ExporterShape shape) {
        Scrape scrape = scraped(text(shape));
        for (DeviceReading reading : world(shape).readings(NOON)) {
            DeviceKey device = new DeviceKey(reading.hardwareId());
            assertThat(scrape.sample(device, CanonicalMetric.UTILISATION).map(DeviceSample::value))
                    .contains(reading.utilisationPercent() * 10L);
            assertThat(scrape.sample(device, CanonicalMetric.MEMORY_USED).map(DeviceSample::value))
                    .contains((long) reading.memoryUsedMib());
            assertThat(scrape.holdings().stream()
                            .filter(holding -> holding.device().equals(device))
                            .map(holding -> holding.owner().name()))
                    .containsExactlyElementsOf(
                            reading.owners().stream().map(PodRef::name).toList());
        }
    }

    private static List<String> pods(String text) {
        return text.lines()
                .filter(line -> line.contains("old-job-0") || line.contains("new-job-0"))
                .map(line -> line.contains("old-job-0") ? "old-job-0" : "new-job-0")
                .distinct()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(ExporterShape.class)
    void every_shape_reads_as_a_whole_names_the_owner_and_says_the_same_again(ExporterShape shape) {
        String text = text(shape);
        Exposition read = read(text);
        assertThat(read.summary().errors()).as(text).isEmpty();
        assertThat(read.samples()).hasSizeGreaterThan(4);
        assertThat(pods(text)).containsExactly("new-job-0");
        assertThat(text(shape)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(ExporterShape.class)
    void without_the_kubelet_no_pod_is_named_and_the_device_is_as_busy_as_before(ExporterShape shape) {
        assertThat(pods(text(shape, ExporterFault.LABELS_LOST))).isEmpty();
        DeviceWorld world = world(shape);
        assertThat(world.readings(NOON).getFirst().utilisationPercent()).isBetween(60, 100);
    }

    @ParameterizedTest
    @EnumSource(
            value = ExporterShape.class,
            names = {"MLU", "DCU", "DCGM_VIRTUAL_GPUS", "HAMI_SCHEDULER"})
    void a_stale_owner_stands_beside_the_new_one(ExporterShape shape) {
        assertThat(pods(text(shape, ExporterFault.STALE_SECOND_OWNER))).containsExactly("new-job-0", "old-job-0");
    }

    @Test
    void a_finished_pod_stays_on_the_device_that_nobody_has() {
        assertThat(pods(text(ExporterShape.DCGM_4, ExporterFault.FINISHED_POD_NAMED)))
                .containsExactly("new-job-0", "old-job-0");
    }

    @ParameterizedTest
    @EnumSource(ExporterShape.class)
    void a_bad_value_spoils_one_line(ExporterShape shape) {
        Exposition read = read(text(shape, ExporterFault.BAD_VALUE));
        assertThat(read.summary().accepted()).isFalse();
        assertThat(read.samples()).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @EnumSource(ExporterShape.class)
    void a_duplicate_adds_one_line(ExporterShape shape) {
        assertThat(text(shape, ExporterFault.DUPLICATE_SERIES).lines())
                .hasSize((int) text(shape).lines().count() + 1);
    }

    @Test
    void an_update_renames_the_host_in_either_direction() {
        assertThat(text(ExporterShape.DCGM_3, ExporterFault.RENAMED_LABEL))
                .contains("hostname=")
                .doesNotContain("Hostname=");
        assertThat(text(ExporterShape.DCGM_4, ExporterFault.RENAMED_LABEL))
                .contains("Hostname=")
                .doesNotContain("hostname=");
    }

    @Test
    void through_a_prometheus_the_pod_is_that_of_the_exporter() {
        assertThat(text(ExporterShape.DCGM_4, ExporterFault.FEDERATED))
                .contains("pod=\"exporter-x7k2p\",exported_pod=\"new-job-0\"");
    }

    @Test
    void a_wrong_clock_stamps_samples_of_the_future() {
        assertThat(read(text(ExporterShape.NPU, ExporterFault.CLOCK_AHEAD))
                        .first("npu_chip_info_utilization")
                        .orElseThrow()
                        .timestampMillis()
                        .getAsLong())
                .isGreaterThan(NOON + 290_000);
    }

    @Test
    void energy_is_watts_times_time_and_begins_anew_when_the_node_does() {
        DeviceWorld world = world(ExporterShape.DCGM_4);
        long busy = 1_000_001 - 12_345 + 3_600_000 - 1_002_000;
        assertThat(world.readings(NOON).getFirst().energyMillijoules()).isEqualTo(70L * 3_600_000 + 570L * busy);
        world.reboot(NOON + 1);
        assertThat(world.readings(NOON + 1_001).getFirst().energyMillijoules()).isEqualTo(640L * 1_000);
    }

    @Test
    void a_fault_stays_until_the_node_starts_anew() {
        DeviceWorld world = world(ExporterShape.DCGM_4);
        world.fault(2, 79, NOON);
        assertThat(world.readings(NOON + 60_000).get(2).faultCode()).isEqualTo(79);
        assertThat(world.readings(NOON - 1).get(2).faultCode()).isZero();
        world.reboot(NOON + 70_000);
        assertThat(world.readings(NOON + 70_000).get(2).faultCode()).isZero();
    }

    @Test
    void a_swapped_card_has_another_hardware_id_in_the_same_slot() {
        for (Make make : Make.values()) {
            DeviceWorld world = new DeviceWorld(make, "node", 2, BOOT, 1);
            DeviceReading before = world.readings(BOOT).get(1);
            world.swap(1, NOON);
            DeviceReading after = world.readings(NOON).get(1);
            assertThat(after.hardwareId()).isNotEqualTo(before.hardwareId());
            assertThat(after.bus()).isEqualTo(before.bus());
            assertThat(world.readings(NOON - 1)).hasSize(2);
            world.vanish(0, NOON + 5);
            assertThat(world.readings(NOON + 5)).hasSize(1);
        }
    }

    @Test
    void a_pod_that_finds_too_few_devices_gets_none() {
        DeviceWorld world = world(ExporterShape.DCGM_4);
        assertThat(world.allocate(new PodRef("n", "p", "u", "c"), 4, NOON)).isEmpty();
        assertThat(world.allocate(new PodRef("n", "p", "u", "c"), 3, NOON)
                        .orElseThrow()
                        .slots())
                .containsExactly(1, 2, 3);
    }

    @Test
    void use_without_allocation_shows_and_belongs_to_nobody() {
        DeviceWorld world = world(ExporterShape.DCGM_4);
        world.useUnallocated(3, NOON, NOON + 60_000);
        DeviceReading reading = world.readings(NOON + 1_000).get(3);
        assertThat(reading.utilisationPercent()).isPositive();
        assertThat(reading.owners()).isEmpty();
        assertThat(world.readings(NOON + 60_000).get(3).utilisationPercent()).isZero();
    }
}
