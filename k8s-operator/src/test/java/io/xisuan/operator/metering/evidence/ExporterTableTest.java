package io.xisuan.operator.metering.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each exporter's shape with invented values; the same rules over real texts are in {@link ExporterFilesTest}. */
class ExporterTableTest {
    private static final DeviceKey A = new DeviceKey("GPU-a");

    private static Scrape fixture(String name, long oldestMillis) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ExporterTableTest.class.getResourceAsStream(name + ".prom"), name)) {
            return ScrapeReader.read(in.readAllBytes(), ExpositionFormat.TEXT, oldestMillis);
        }
    }

    private static Scrape text(String text) {
        return ScrapeReader.read(text.getBytes(StandardCharsets.UTF_8), ExpositionFormat.TEXT, 0);
    }

    private static long value(Scrape scrape, String device, CanonicalMetric metric) {
        return scrape.sample(new DeviceKey(device), metric).orElseThrow().value();
    }

    private static List<String> holders(Scrape scrape) {
        return scrape.holdings().stream()
                .map(held -> held.device() + " " + held.owner().namespace() + "/"
                        + held.owner().name() + "/" + held.owner().uid())
                .toList();
    }

    @Test
    void a_shared_device_counts_once_and_names_all_its_pods() throws IOException {
        Scrape scrape = fixture("dcgm-shared", 0);
        assertThat(scrape.devices().keySet()).containsExactly(A);
        assertThat(value(scrape, "GPU-a", CanonicalMetric.UTILISATION)).isEqualTo(710);
        assertThat(value(scrape, "GPU-a", CanonicalMetric.POWER)).isEqualTo(61_500);
        assertThat(holders(scrape)).containsExactly("GPU-a a/one/u1", "GPU-a b/two/u2");
        assertThat(scrape.oddities().conflicts()).isEmpty();
    }

    @Test
    void slices_have_their_own_use_and_the_whole_devices_energy_once() throws IOException {
        Scrape scrape = fixture("dcgm-mig", 0);
        assertThat(scrape.devices().keySet()).containsExactly(new DeviceKey("GPU-a/gi2"), new DeviceKey("GPU-a/gi7"));
        SeenDevice slice = scrape.devices().get(new DeviceKey("GPU-a/gi7"));
        assertThat(slice)
                .isEqualTo(new SeenDevice(new DeviceKey("GPU-a/gi7"), Optional.of(A), "1g.10gb", "#0", "A100"));
        assertThat(value(scrape, "GPU-a/gi7", CanonicalMetric.UTILISATION)).isEqualTo(110);
        assertThat(value(scrape, "GPU-a", CanonicalMetric.ENERGY)).isEqualTo(1005);
        assertThat(scrape.withoutValue()).containsEntry(new DeviceKey("GPU-a/gi2"), GapCause.BLANK_VALUE);
        assertThat(scrape.oddities().conflicts()).isEmpty();
    }

    @Test
    void a_chip_without_hardware_id_is_no_device_and_an_old_time_stamp_no_value() throws IOException {
        Scrape scrape = fixture("npu", 1_650_000_000_000L);
        assertThat(scrape.oddities().unkeyed()).isEqualTo(1);
        assertThat(scrape.withoutValue()).containsEntry(new DeviceKey("V-1"), GapCause.STALE_TIMESTAMP);
        assertThat(value(scrape, "V-0", CanonicalMetric.UTILISATION)).isEqualTo(930);
        assertThat(scrape.sample(new DeviceKey("V-1"), CanonicalMetric.HEALTH)).isEmpty();
        assertThat(scrape.faults().get(new DeviceKey("V-0"))).containsExactly("NPU 2164523013");
    }

    @Test
    void ratios_of_hami_go_to_a_hundred_but_one_of_them_to_one() throws IOException {
        Scrape scrape = fixture("hami", 0);
        assertThat(scrape.standing().knows(Truth.ALLOCATION)).isTrue();
        assertThat(value(scrape, "GPU-a", CanonicalMetric.CORE_ALLOCATED)).isEqualTo(750);
        assertThat(value(scrape, "GPU-a", CanonicalMetric.MEMORY_ALLOCATED)).isEqualTo(750);
        assertThat(scrape.holdings())
                .containsExactly(new Holding(
                        A,
                        Optional.empty(),
                        new PodOwner("a", "one", "", "0"),
                        "",
                        Optional.of(new AcceleratorShare(1, 4)),
                        true,
                        20_480,
                        "n1"));
    }

    @Test
    void owners_of_cambricon_are_joined_by_device_and_function() throws IOException {
        Scrape scrape = fixture("mlu", 0);
        assertThat(holders(scrape)).containsExactly("M-0/vf1 a/one/");
        assertThat(value(scrape, "M-0/vf1", CanonicalMetric.UTILISATION)).isEqualTo(215);
        assertThat(value(scrape, "M-0", CanonicalMetric.POWER)).isEqualTo(300_000);
        assertThat(scrape.faults()).containsKey(new DeviceKey("M-0"));
        assertThat(value(scrape, "M-0", CanonicalMetric.HEALTH)).isZero();
    }

    @Test
    void a_stale_owner_of_hygon_stands_beside_the_new_one() throws IOException {
        Scrape scrape = fixture("dcu", 0);
        assertThat(holders(scrape)).containsExactly("T-0 a/old/", "T-0 b/new/");
        assertThat(scrape.samples()).allMatch(sample -> sample.owner().isEmpty());
        assertThat(value(scrape, "T-0", CanonicalMetric.MEMORY_USED)).isEqualTo(10_240);
    }

    @Test
    void activity_of_a_partitioned_amd_device_is_the_whole_devices_under_any_prefix() throws IOException {
        Scrape scrape = fixture("amd", 0);
        assertThat(scrape.devices().keySet()).containsExactly(new DeviceKey("S-0/p0"), new DeviceKey("S-0/p1"));
        assertThat(value(scrape, "S-0", CanonicalMetric.UTILISATION)).isEqualTo(980);
        assertThat(value(scrape, "S-0", CanonicalMetric.ENERGY)).isEqualTo(8_123_456_789L);
        assertThat(value(scrape, "S-0/p0", CanonicalMetric.MEMORY_USED)).isEqualTo(1000);
    }

    @Test
    void a_device_of_intel_goes_before_its_tiles_and_needs_no_last_line_end() throws IOException {
        Scrape scrape = fixture("xpum", 0);
        assertThat(scrape.degraded()).isFalse();
        assertThat(value(scrape, "X-0", CanonicalMetric.UTILISATION)).isEqualTo(900);
        assertThat(value(scrape, "X-0", CanonicalMetric.POWER)).isEqualTo(412_500);
    }

    @Test
    void the_agent_states_owner_share_and_parent() throws IOException {
        Scrape scrape = fixture("agent", 0);
        assertThat(scrape.standing().knows(Truth.AGENT)).isTrue();
        assertThat(scrape.sourceUp()).isTrue();
        assertThat(holders(scrape)).containsExactly("GPU-a::0 a/one/u1", "GPU-b a/two/u2");
        assertThat(scrape.holdings().getFirst().parent()).contains(A);
        assertThat(scrape.holdings().getFirst().share()).contains(new AcceleratorShare(1, 4));
        assertThat(text("xisuan_agent_kubelet_up 0\n").sourceUp()).isFalse();
    }

    @Test
    void what_the_api_server_says_of_pods_is_no_word_about_devices() throws IOException {
        Scrape scrape = fixture("ksm", 0);
        assertThat(scrape.devices()).isEmpty();
        assertThat(scrape.holdings()).isEmpty();
        assertThat(scrape.statements())
                .containsExactly(
                        new PodStatement(
                                PodStatement.Kind.REQUEST,
                                new PodOwner("a", "done", "u9", "c"),
                                "n1",
                                "nvidia_com_gpu",
                                2),
                        new PodStatement(
                                PodStatement.Kind.POD_STARTED,
                                new PodOwner("a", "done", "u9", ""),
                                "",
                                "",
                                1_723_500_000_000L));
    }

    @Test
    void an_unknown_exporter_or_version_is_kept_and_confirms_nothing() {
        Scrape other = text("my_gpu_busy{id=\"1\"} 3\n");
        assertThat(other.standing())
                .isEqualTo(new Standing.Unknown("No line has the labels of a known exporter and version"));
        assertThat(other.bodyHash()).hasSize(64);
        Scrape future = text("""
                npu_exporter_version_info{exporterVersion="v99.0"} 1
                npu_chip_info_utilization{vdie_id="V",id="0"} 3
                """);
        assertThat(future.standing())
                .isEqualTo(new Standing.Unknown("The version v99.0 of npu-exporter is not in the table"));
        assertThat(future.samples()).isEmpty();
    }

    @Test
    void the_same_line_twice_is_dropped_and_another_value_is_a_contradiction() {
        String line =
                "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-a\",hostname=\"n\",DCGM_FI_DRIVER_VERSION=\"%s\"} %d\n";
        Scrape twice = text(line.formatted("550", 5) + line.formatted("551", 5));
        assertThat(twice.oddities().duplicates()).isEqualTo(1);
        Scrape conflict = text(line.formatted("550", 5) + line.formatted("551", 7));
        assertThat(conflict.oddities().conflicts()).containsExactly(A);
        assertThat(value(conflict, "GPU-a", CanonicalMetric.UTILISATION)).isEqualTo(70);
        Scrape contradicted = text(line.formatted("550", 5) + line.formatted("550", 7));
        assertThat(contradicted.degraded()).isTrue();
    }

    @Test
    void codes_for_no_value_are_compared_as_text() {
        for (String blank : List.of("9223372036854775794", "2147483632", "140737488355328.000000", "NaN", "-1")) {
            Scrape scrape = text("DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-a\",hostname=\"n\"} " + blank + "\n");
            assertThat(scrape.samples()).as(blank).isEmpty();
            assertThat(scrape.withoutValue()).containsEntry(A, GapCause.BLANK_VALUE);
        }
        assertThat(text("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu=\"0\",UUID=\"GPU-a\",hostname=\"n\"} 9.2e18\n")
                        .samples())
                .as("an impossible counter")
                .isEmpty();
    }

    @Test
    void only_codes_that_lose_the_device_are_fatal() {
        ExporterTable table = ExporterTable.standard();
        assertThat(table.fatal("XID 79")).isTrue();
        assertThat(table.fatal("XID 31")).isFalse();
        assertThat(table.fatal("XID 63")).isFalse();
    }

    @Test
    void a_table_with_an_unknown_field_or_unit_is_refused() {
        assertThatThrownBy(() -> ExporterTableReader.read("table: x\nextra: 1\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no field extra");
        String unit = "table: x\nsets:\n  a:\n    - {family: f, is: POWER, unit: HORSEPOWER}\n";
        assertThatThrownBy(() -> ExporterTableReader.read(unit.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("HORSEPOWER");
    }
}
