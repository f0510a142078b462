package io.xisuan.operator.metering.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceNamesTest {
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final NodeName NODE = new NodeName("n1");
    private static final long STEP = 15_000;

    private final EvidenceCollector collector = new EvidenceCollector(STEP);

    private static SeenDevice seen(String key, String slot) {
        return new SeenDevice(new DeviceKey(key), Optional.empty(), "", slot, "");
    }

    private static String hardware(String key, SeenDevice... seen) {
        return PlaceNames.of(List.of(seen)).hardware(new DeviceKey(key)).value();
    }

    @Test
    void a_plugins_number_or_bus_address_leads_to_the_card_that_is_there() {
        assertThat(hardware("Ascend910-3", seen("D-2", "#2"), seen("D-3", "#3")))
                .isEqualTo("D-3");
        assertThat(hardware("davinci2", seen("D-2", "#2"))).isEqualTo("D-2");
        assertThat(hardware("0000:c1:00.0", seen("690", "00000000:C1:00.0"))).isEqualTo("690");
    }

    @Test
    void where_two_cards_or_none_are_said_to_be_there_the_name_stays() {
        assertThat(hardware("Ascend910-3", seen("D-2", "#3"), seen("D-3", "#3")))
                .isEqualTo("Ascend910-3");
        assertThat(hardware("Ascend910-3", seen("D-2", "#2"))).isEqualTo("Ascend910-3");
        assertThat(hardware("Ascend910-2c-100-1", seen("D-1", "#1"))).isEqualTo("Ascend910-2c-100-1");
        assertThat(hardware("GPU-1", seen("GPU-1", "#0"))).isEqualTo("GPU-1");
    }

    @Test
    void chips_are_sampled_and_fail_under_the_name_by_which_the_agent_knows_them() {
        for (long slot = 0; slot < 7; slot++) {
            take("npu-exporter", slot, npu(slot, 0) + (slot < 2 ? npu(slot, 1) : ""));
            take("xisuan-agent", slot, agent(0) + agent(1));
        }
        EvidenceSummary summary =
                collector.summary(SITE, NODE, new DeviceKey("Ascend910-1"), new Interval(0, 7 * STEP));
        assertThat(summary.seen()).isEqualTo(2);
        assertThat(summary.maxPerMille()).isEqualTo(910);
        assertThat(summary.gaps()).isEqualTo(Map.of(GapCause.DEVICE_ABSENT, 5));
        assertThat(collector.events(SITE, NODE, 0, 7 * STEP))
                .containsExactly(new DeviceEvent.Fault(NODE, new DeviceKey("Ascend910-1"), STEP, "VANISHED"));
    }

    private void take(String target, long slot, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var unused = collector.take(new ScrapeOutcome(
                SITE,
                NODE,
                target,
                slot * STEP,
                slot * STEP + 10,
                new ScrapeOutcome.Result.Answer(body, ExpositionFormat.TEXT, slot * STEP + 20)));
    }

    private static String npu(long slot, int number) {
        return "npu_chip_info_utilization{id=\"%d\",pcie_bus_info=\"0000:%d1:00.0\",vdie_id=\"D-%d\"} 9%d %d\n"
                .formatted(number, number, number, number, slot * STEP);
    }

    private static String agent(int number) {
        return ("xisuan_agent_device_allocated{resource=\"huawei.com/Ascend910\",device=\"Ascend910-%d\",parent=\"\",share=\"1\","
                        + "namespace=\"t\",pod=\"p\",pod_uid=\"u\",container=\"c\"} 1\n")
                .formatted(number);
    }
}
