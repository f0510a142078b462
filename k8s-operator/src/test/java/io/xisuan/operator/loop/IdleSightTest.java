package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.DeviceEvent;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.live.LiveEvidence;
import io.xisuan.operator.metering.live.OwnerWord;
import io.xisuan.operator.observe.PodSaving;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdleSightTest {
    private static final Interval HOUR = new Interval(StopSketch.PLANNED, StopSketch.PLANNED + 3_600_000);
    private static final Intent INTENT =
            StopSketch.intent(1, IntentState.OBSERVED, StopSketch.PLANNED, Optional.empty());
    private static final GangPods GANG =
            StopSketch.gang(StopSketch.running(0, PodSaving.UNTOLD), StopSketch.running(1, PodSaving.UNTOLD));

    @Test
    void a_gang_is_idle_only_when_every_device_of_every_worker_was_sampled_without_a_gap_and_did_nothing() {
        assertThat(sight(8, 240, 0)).isEqualTo(IdleSight.IDLE);
        assertThat(sight(8, 240, 9)).isEqualTo(IdleSight.IDLE);
    }

    @Test
    void one_sample_of_one_percent_is_activity_also_beside_gaps() {
        assertThat(sight(8, 240, 10)).isEqualTo(IdleSight.BUSY);
        assertThat(sight(8, 3, 10)).isEqualTo(IdleSight.BUSY);
    }

    @Test
    void a_missing_sample_or_a_device_that_nobody_names_is_never_idle() {
        assertThat(sight(8, 239, 0)).isEqualTo(IdleSight.UNSEEN);
        assertThat(sight(7, 240, 0)).isEqualTo(IdleSight.UNSEEN);
        assertThat(IdleSight.of(INTENT, GANG, LiveEvidence.NONE, HOUR)).isEqualTo(IdleSight.UNSEEN);
        GangPods half = StopSketch.gang(StopSketch.running(0, PodSaving.UNTOLD));
        assertThat(IdleSight.of(INTENT, half, evidence(8, 240, 0), HOUR)).isEqualTo(IdleSight.UNSEEN);
    }

    private static IdleSight sight(int devices, int seen, int maxPerMille) {
        return IdleSight.of(INTENT, GANG, evidence(devices, seen, maxPerMille), HOUR);
    }

    /** Evidence of so many devices of each worker, whose last has so many of 240 samples and this highest use. */
    private static LiveEvidence evidence(int devices, int seen, int maxPerMille) {
        return new LiveEvidence() {
            @Override
            public List<OwnerWord> owners(SiteId site, NodeName node, Interval interval) {
                String pod = "pod-" + node.value().substring(1);
                return IntStream.range(0, devices)
                        .mapToObj(i -> new OwnerWord(
                                new DeviceKey("GPU-" + i),
                                "nvidia.com/gpu",
                                pod,
                                1,
                                0,
                                HOUR.startMillis(),
                                HOUR.endMillis()))
                        .toList();
            }

            @Override
            public EvidenceSummary summary(SiteId site, NodeName node, DeviceKey device, Interval interval) {
                boolean last = device.equals(new DeviceKey("GPU-" + (devices - 1)));
                int there = last ? seen : 240;
                Map<GapCause, Integer> gaps = there == 240 ? Map.of() : Map.of(GapCause.NO_SCRAPE, 240 - there);
                int most = last ? maxPerMille : 0;
                return new EvidenceSummary(240, there, 0, most, gaps, "");
            }

            @Override
            public List<DeviceEvent> events(SiteId site, NodeName node, Interval interval) {
                return List.of();
            }
        };
    }
}
