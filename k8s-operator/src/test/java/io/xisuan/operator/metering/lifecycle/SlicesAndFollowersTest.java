package io.xisuan.operator.metering.lifecycle;

import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.SITE;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the plain twin found in the fold: one history each, as small as it can be. */
class SlicesAndFollowersTest {
    private static final String GPU = "nvidia.com/gpu";
    private static final NodeName NODE = new NodeName("node-0");
    private static final Interval DAYS = new Interval(
            BillingPeriod.startOfDayMillis(LocalDate.of(2026, 10, 5)),
            BillingPeriod.startOfDayMillis(LocalDate.of(2026, 10, 8)));

    private final List<Observation> seen = new ArrayList<>();

    @Test
    void P24_slices_that_fill_a_lane_are_never_more_than_its_day() {
        inventory(1);
        int number = 0;
        for (AcceleratorShare share :
                List.of(new AcceleratorShare(3, 7), new AcceleratorShare(3, 7), new AcceleratorShare(1, 7))) {
            PodHolding pod = pod("pod-" + number, ++number, 1, share);
            seen.add(new Observation.PodSeen(pod, new PodEdge.Bound(at("10:00:03"), List.of())));
            seen.add(new Observation.PodSeen(pod, new PodEdge.Started(at("10:00:03"))));
        }
        Interval day = BillingPeriod.day(LocalDate.of(2026, 10, 6));
        List<UsageInterval> held = fold().held().stream()
                .filter(usage -> usage.interval().equals(day))
                .toList();
        assertThat(held)
                .hasSize(3)
                .allMatch(usage -> usage.quantity().equals(usage.share().held(usage.interval())));
        assertThat(held.stream().mapToLong(usage -> usage.quantity().value()).sum())
                .isLessThanOrEqualTo(day.lengthMillis());
    }

    @Test
    void a_pod_that_was_gone_before_those_that_it_follows_is_in_nobodys_way() {
        inventory(2);
        holds(pod("a", 1, 1, AcceleratorShare.WHOLE), "10:00:00", "10:10:30");
        holds(pod("b", 2, 2, AcceleratorShare.WHOLE), "10:10:00", "10:10:20");
        holds(pod("c", 3, 1, AcceleratorShare.WHOLE), "10:10:10", "10:20:00");
        assertThat(fold().held())
                .extracting(usage -> usage.attempt() + " " + usage.lane() + " " + usage.interval())
                .containsExactly(
                        "1 nvidia.com/gpu/0 " + new Interval(at("10:00:00"), at("10:10:30")),
                        "3 nvidia.com/gpu/1 " + new Interval(at("10:10:10"), at("10:20:00")));
    }

    @Test
    void R11_a_fault_of_a_device_that_was_last_well_shortly_before_the_binding_credits_all_of_the_pod() {
        inventory(1);
        PodHolding pod = pod("a", 1, 1, AcceleratorShare.WHOLE);
        holds(pod, "10:00:00", "10:30:00");
        seen.add(new Observation.PodSeen(pod, new PodEdge.Started(at("10:00:00"))));
        DeviceKey device = new DeviceKey("GPU-1");
        seen.add(new Observation.OwnerSeen(NODE, GPU, device, "a", at("10:00:15")));
        seen.add(new Observation.DeviceFault(NODE, device, at("09:59:50"), "VANISHED"));
        assertThat(fold().held())
                .extracting(UsageInterval::reason)
                .containsExactly(Optional.of(UnbilledReason.DEVICE_FAULT));
    }

    private SiteTime fold() {
        return MeteringFold.fold(SITE, DAYS, seen);
    }

    private void inventory(int devices) {
        seen.add(new Observation.NodeSeen(new NodeSpan(
                NODE,
                GPU,
                AcceleratorModel.NVIDIA_H800,
                AcceleratorShare.WHOLE,
                devices,
                devices,
                0,
                NodeState.READY,
                DAYS)));
    }

    private void holds(PodHolding pod, String bound, String released) {
        seen.add(new Observation.PodSeen(pod, new PodEdge.Bound(at(bound), List.of())));
        seen.add(new Observation.PodSeen(pod, new PodEdge.Released(at(released))));
    }

    private PodHolding pod(String uid, int attempt, int devices, AcceleratorShare share) {
        AttemptKey key = new AttemptKey(new JobId("team", "train", "uid-1"), attempt);
        seen.add(new Observation.Opened(new AttemptTerms(key, new TenantId("acme"), new ContractId("c-1"), SITE, 1)));
        return new PodHolding(
                new PodIdentity(uid, uid, key, 0, NODE), GPU, devices, AcceleratorModel.NVIDIA_H800, share);
    }
}
