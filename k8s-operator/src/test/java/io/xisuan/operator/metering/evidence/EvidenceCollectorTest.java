package io.xisuan.operator.metering.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceCollectorTest {
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final NodeName NODE = new NodeName("node-0");
    private static final DeviceKey DEVICE = new DeviceKey("GPU-1");
    private static final long MINUTE = 60_000;

    private final EvidenceCollector collector = new EvidenceCollector(MINUTE);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] dcgm(String host, String value) {
        return bytes("DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-1\",%s=\"node-0\",namespace=\"team\",pod=\"p\"} %s\n"
                .formatted(host, value));
    }

    private Scrape scrape(long slot, byte[] body) {
        return collector.scrape(SITE, NODE, slot * MINUTE, body);
    }

    private EvidenceSummary summary(long from, long to) {
        return collector.summary(SITE, NODE, DEVICE, new Interval(from * MINUTE, to * MINUTE));
    }

    @Test
    void both_label_sets_of_dcgm_exporter_are_known() {
        for (String host : new String[] {"hostname", "Hostname"}) {
            Scrape scrape = scrape(0, dcgm(host, "97"));
            assertThat(scrape.samples())
                    .containsExactly(new DeviceSample(
                            DEVICE, CanonicalMetric.UTILISATION, 970, Optional.of(new PodOwner("team", "p", "", ""))));
        }
    }

    @Test
    void ascend_chips_are_known_by_their_hardware_id() {
        Scrape scrape = scrape(
                100,
                bytes(
                        "npu_chip_info_utilization{container_name=\"c\",id=\"0\",namespace=\"n\",pod_name=\"p\",vdie_id=\"D-1\"} 93 "
                                + 100 * MINUTE + "\n"));
        assertThat(scrape.samples())
                .containsExactly(new DeviceSample(
                        new DeviceKey("D-1"),
                        CanonicalMetric.UTILISATION,
                        930,
                        Optional.of(new PodOwner("n", "p", "", "c"))));
    }

    @Test
    void absence_is_a_gap_with_its_cause_and_never_zero() {
        scrape(0, dcgm("hostname", "50"));
        scrape(1, new byte[0]);
        scrape(2, dcgm("hostname", "ERROR - FAILED TO CONVERT TO STRING"));
        scrape(3, dcgm("hostname", "9223372036854775794"));
        scrape(4, bytes("DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-2\",hostname=\"node-0\"} 7\n"));
        scrape(5, bytes("something_else{a=\"b\"} 1\n"));
        scrape(7, dcgm("hostname", "100"));

        EvidenceSummary summary = summary(0, 8);
        assertThat(summary.expected()).isEqualTo(8);
        assertThat(summary.seen()).isEqualTo(2);
        assertThat(summary.coveragePerMille()).isEqualTo(250);
        assertThat(summary.meanPerMille()).isEqualTo(750);
        assertThat(summary.maxPerMille()).isEqualTo(1000);
        assertThat(summary.gaps())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        GapCause.EMPTY_BODY, 1,
                        GapCause.PARSE_ERROR, 1,
                        GapCause.BLANK_VALUE, 1,
                        GapCause.DEVICE_ABSENT, 1,
                        GapCause.UNKNOWN_EXPORTER, 1,
                        GapCause.NO_SCRAPE, 1));
    }

    @Test
    void samples_that_a_prometheus_relabelled_confirm_nothing() {
        Scrape scrape = scrape(
                0,
                bytes("DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-1\",Hostname=\"n\",exported_pod=\"p\",pod=\"exporter\"} 7\n"));
        assertThat(scrape.exporter()).isEmpty();
        assertThat(scrape.samples()).isEmpty();
    }

    @Test
    void a_stale_time_stamp_of_the_exporter_is_a_gap() {
        scrape(100, bytes("npu_chip_info_utilization{id=\"0\",vdie_id=\"GPU-1\"} 93 " + 97 * MINUTE + "\n"));
        assertThat(summary(100, 101).gaps()).containsExactly(Map.entry(GapCause.STALE_TIMESTAMP, 1));
    }

    @Test
    void the_same_scrape_twice_changes_nothing_and_other_bytes_change_the_digest() {
        scrape(0, dcgm("hostname", "50"));
        EvidenceSummary once = summary(0, 1);
        scrape(0, dcgm("hostname", "50"));
        assertThat(summary(0, 1)).isEqualTo(once);

        EvidenceCollector other = new EvidenceCollector(MINUTE);
        other.scrape(SITE, NODE, 0, dcgm("hostname", "51"));
        assertThat(other.summary(SITE, NODE, DEVICE, new Interval(0, MINUTE)).digest())
                .isNotEqualTo(once.digest());
    }
}
