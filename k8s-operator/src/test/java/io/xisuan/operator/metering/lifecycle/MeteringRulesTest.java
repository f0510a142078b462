package io.xisuan.operator.metering.lifecycle;

import static io.xisuan.operator.metering.lifecycle.RuleScene.GPU;
import static io.xisuan.operator.metering.lifecycle.RuleScene.NODE;
import static io.xisuan.operator.metering.lifecycle.RuleScene.SITE;
import static io.xisuan.operator.metering.lifecycle.RuleScene.at;
import static io.xisuan.operator.metering.lifecycle.RuleScene.pod;
import static io.xisuan.operator.metering.lifecycle.RuleScene.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The rules of metering by their numbers, as far as they are about the fold; R5, R7, R9 and R10 are those of readings ({@code
 * DeviceWatchTest}, {@code ExporterTableTest}), R13 of the finalizer ({@code LiveMeterTest}), R17 of the journal ({@code
 * HourSealTest}). What was decided since the rules were written: docs/decisions/0082-fold-rules.md.
 */
class MeteringRulesTest {
    private final RuleScene scene = new RuleScene().node(4);

    private PodHolding plain(String job) {
        PodHolding pod = pod(job, "pod-" + job, 0, 2);
        scene.job(job, 1).bound(pod, "10:00:00").started(pod, "10:01:00");
        return pod;
    }

    @Test
    void R1_device_metrics_alone_bill_nothing_and_without_an_agent_lanes_are_verified_by_count() {
        scene.owner("GPU-1", "pod-unknown", "10:00:00", "10:00:15");
        scene.add(new Observation.UnownedUse(NODE, new DeviceKey("GPU-2"), span("10:00:00", "11:00:00")));
        assertThat(scene.fold().held()).isEmpty();

        scene.ended(plain("a"), "11:01:00");
        assertThat(scene.billed("a")).isEqualTo(2 * 3600);
        assertThat(scene.fold().held()).extracting(UsageInterval::lane).contains(GPU + "/0", GPU + "/1");
    }

    @Test
    void R2_finished_pods_hold_nothing_and_the_first_terminal_observation_wins() {
        PodHolding pod = plain("a");
        scene.ended(pod, "11:01:00");
        // A rebooted kubelet rejects the finished pod again, an hour later.
        scene.seen(pod, new PodEdge.Terminated(at("12:01:00"), EndCause.NODE_FAULT));
        scene.seen(pod, new PodEdge.Released(at("12:01:00")));
        assertThat(scene.billed("a")).isEqualTo(2 * 3600);
        assertThat(scene.rest(LaneClass.IDLE)).isEqualTo(4 * 23 * 3600 - 2 * 3660);
    }

    @Test
    void R2_restarts_inside_a_pod_keep_its_interval_open_and_init_containers_bill_nothing_before_the_gang_runs() {
        PodHolding pod = plain("a");
        scene.started(pod, "10:30:00").started(pod, "10:45:00").ended(pod, "11:01:00");
        assertThat(scene.billed("a")).isEqualTo(2 * 3600);
        assertThat(scene.held("a", UnbilledReason.GANG_NOT_STARTED)).isEqualTo(2 * 60);
    }

    @Test
    void R2_a_name_that_is_used_again_is_another_pod() {
        PodHolding first = pod("a", "uid-1", 0, 1);
        PodHolding second = pod("a", "uid-2", 0, 1);
        scene.job("a", 1).bound(first, "10:00:00").started(first, "10:00:10").ended(first, "10:10:10");
        scene.bound(second, "10:20:00").started(second, "10:20:10").ended(second, "10:30:10");
        // The gang ran from its first start; between the pods nothing is held.
        assertThat(scene.billed("a")).isEqualTo(600 + 610);
        assertThat(scene.fold().held())
                .extracting(UsageInterval::interval)
                .doesNotContain(span("10:10:10", "10:20:00"));
    }

    @Test
    void R3_the_agent_adds_device_ids_and_never_quantity() {
        PodHolding pod = plain("a");
        scene.ended(pod, "11:01:00");
        long before = scene.billed("a");
        scene.owner("GPU-1", "pod-a", "10:00:05").owner("GPU-2", "pod-a", "10:00:05", "12:00:00");
        assertThat(scene.billed("a")).isEqualTo(before);
        assertThat(scene.findings()).contains(FoldFinding.Kind.STALE_OWNER);
    }

    @Test
    void R4_two_owners_for_more_than_two_polls_wait_for_a_signed_decision() {
        PodHolding pod = plain("a");
        scene.ended(pod, "11:01:00");
        scene.owner("GPU-1", "pod-a", "10:30:00", "10:30:15").owner("GPU-1", "pod-b", "10:30:00", "10:30:15");
        assertThat(scene.billed("a")).isEqualTo(2 * 3600);

        scene.owner("GPU-1", "pod-a", "10:30:30", "10:30:45").owner("GPU-1", "pod-b", "10:30:30");
        assertThat(scene.held("a", UnbilledReason.QUARANTINED)).isEqualTo(45);
        assertThat(scene.billed("a")).isEqualTo(2 * 3600 - 45);

        scene.add(new Observation.Resolved("pod-a", new DeviceKey("GPU-1"), true));
        assertThat(scene.billed("a")).isEqualTo(2 * 3600);
        scene.add(new Observation.Resolved("pod-a", new DeviceKey("GPU-1"), false));
        assertThat(scene.held("a", UnbilledReason.WITHDRAWN)).isEqualTo(45);
    }

    @Test
    void R6_missing_labels_and_gaps_are_not_idleness_and_a_lost_node_ends_by_lease_or_evidence() {
        PodHolding pod = plain("a");
        scene.ended(pod, "11:01:00");
        assertThat(scene.billed("a")).isEqualTo(2 * 3600);

        PodHolding lost = pod("b", "pod-b", 0, 1);
        scene.job("b", 1)
                .bound(lost, "12:00:00")
                .started(lost, "12:01:00")
                .lost(lost, "12:31:07", Optional.of("12:31:00"));
        assertThat(scene.billed("b")).isEqualTo(1800);
        assertThat(scene.held("b", UnbilledReason.NODE_FAULT)).isPositive();
    }

    @Test
    void R8_shares_are_fixed_at_allocation_and_never_exceed_their_device() {
        RuleScene shared = new RuleScene().node(1);
        shared.job("a", 1).job("b", 1).job("c", 1);
        for (String job : List.of("a", "b", "c")) {
            PodHolding half = new PodHolding(
                    pod(job, "pod-" + job, 0, 1).pod(),
                    GPU,
                    1,
                    AcceleratorModel.NVIDIA_A800,
                    new AcceleratorShare(1, 2));
            shared.bound(half, "10:00:00").started(half, "10:00:00").ended(half, "11:00:00");
        }
        // The third half has no device of the inventory left, and that is found.
        assertThat(shared.billed("a") + shared.billed("b")).isEqualTo(3600);
        assertThat(shared.findings()).contains(FoldFinding.Kind.OUTSIDE_INVENTORY);
        assertThat(shared.rest(LaneClass.IDLE)).isEqualTo(22 * 3600);
    }

    @Test
    void R11_a_fault_credits_from_the_last_good_sample_and_use_without_allocation_bills_nothing() {
        PodHolding pod = plain("a");
        scene.ended(pod, "11:01:00").owner("GPU-1", "pod-a", "10:20:00");
        scene.add(new Observation.DeviceFault(NODE, new DeviceKey("GPU-1"), at("10:31:00") + 400, "XID 79"));
        assertThat(scene.billed("a")).isEqualTo(2 * 1800);
        assertThat(scene.held("a", UnbilledReason.DEVICE_FAULT)).isEqualTo(2 * 1800);

        scene.add(new Observation.DeviceFault(NODE, new DeviceKey("GPU-9"), at("10:05:00"), "VANISHED"));
        scene.add(new Observation.UnownedUse(NODE, new DeviceKey("GPU-9"), span("10:00:00", "10:05:00")));
        assertThat(scene.billed("a")).isEqualTo(2 * 1800);
        assertThat(scene.findings())
                .contains(FoldFinding.Kind.FAULT_WITHOUT_OWNER, FoldFinding.Kind.USED_WITHOUT_OWNER);
    }

    @Test
    void R12_a_clock_beyond_two_seconds_is_moved_and_flagged_and_times_are_never_negative() {
        PodHolding pod = pod("a", "pod-a", 0, 1);
        scene.job("a", 1).bound(pod, "10:00:00").started(pod, "10:06:00").ended(pod, "11:05:00");
        scene.add(new Observation.ClockOffset(NODE, at("09:00:00"), 2_000));
        assertThat(scene.billed("a")).isEqualTo(59 * 60);
        assertThat(scene.findings()).doesNotContain(FoldFinding.Kind.CLOCK_SKEW);

        scene.add(new Observation.ClockOffset(NODE, at("09:01:00"), 300_000));
        scene.add(new Observation.ClockOffset(NODE, at("09:02:00"), 300_400));
        assertThat(scene.fold().held().get(0).interval().startMillis()).isEqualTo(at("10:00:00"));
        assertThat(scene.held("a", UnbilledReason.GANG_NOT_STARTED)).isEqualTo(60);
        assertThat(scene.billed("a")).isEqualTo(59 * 60);
        assertThat(scene.findings()).contains(FoldFinding.Kind.CLOCK_SKEW);
    }

    @Test
    void R12_splits_at_hours_and_months_add_up_exactly() {
        AcceleratorShare share = new AcceleratorShare(3, 7);
        Interval held = new Interval(at("10:00:00") - 24L * 3_600_000 * 9, at("11:00:01"));
        long parts = 0;
        for (Interval day : BillingPeriod.splitByDay(held)) {
            for (long from = day.startMillis(); from < day.endMillis(); from += 3_600_000 - from % 3_600_000) {
                long until = Math.min(day.endMillis(), from + 3_600_000 - from % 3_600_000);
                parts += share.heldBetween(held, new Interval(from, until)).value();
            }
        }
        assertThat(parts).isEqualTo(share.held(held).value());
    }

    @Test
    void R14_what_comes_late_gives_the_same_intervals() {
        PodHolding pod = plain("a");
        scene.ended(pod, "11:01:00").owner("GPU-1", "pod-a", "10:20:00");
        SiteTime before = scene.fold();
        List<Observation> late = new ArrayList<>(scene.observations);
        late.addAll(scene.observations.subList(0, 3));
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(late, new Random(seed));
            assertThat(MeteringFold.fold(SITE, span("00:00:00", "23:00:00"), late))
                    .as("seed %d", seed)
                    .isEqualTo(before);
        }
    }

    @Test
    void R18_the_agents_count_is_compared_and_flags_without_blocking() {
        PodHolding pod = plain("a");
        scene.ended(pod, "11:01:00").owner("GPU-1", "pod-a", "10:20:00");
        assertThat(scene.findings()).contains(FoldFinding.Kind.COUNT_DIFFERS);
        assertThat(scene.billed("a")).isEqualTo(2 * 3600);
    }

    @Test
    void R19_a_duplicate_collector_and_a_replayed_day_give_the_same_ids_and_totals() {
        scene.ended(plain("a"), "11:01:00");
        List<String> ids = scene.fold().held().stream().map(UsageInterval::id).toList();
        scene.observations.addAll(List.copyOf(scene.observations));
        assertThat(scene.fold().held()).extracting(UsageInterval::id).containsExactlyElementsOf(ids);
    }

    @Test
    void P24_billed_time_of_a_lane_never_exceeds_the_wall_and_never_overlaps() {
        for (String job : List.of("a", "b", "c")) {
            PodHolding pod = pod(job, "pod-" + job, 0, 2);
            scene.job(job, 1).bound(pod, "10:00:00").started(pod, "10:00:00").ended(pod, "11:00:00");
        }
        SiteTime time = scene.fold();
        for (UsageInterval one : time.held()) {
            assertThat(time.held().stream()
                            .filter(other -> other.lane().equals(one.lane())
                                    && other.node().equals(one.node())
                                    && other.interval().overlaps(one.interval())))
                    .hasSize(1);
        }
        assertThat(scene.findings()).contains(FoldFinding.Kind.OUTSIDE_INVENTORY);
    }

    @Test
    void every_class_takes_its_turn_and_held_time_comes_first() {
        RuleScene day = new RuleScene();
        day.node(4, 3, 1, NodeState.READY, span("00:00:00", "10:00:00"));
        day.node(4, 4, 0, NodeState.NOT_READY, span("11:00:00", "12:00:00"));
        day.node(4, 4, 0, NodeState.CORDONED, span("12:00:00", "13:00:00"));
        PodHolding pod = pod("a", "pod-a", 0, 1);
        day.job("a", 1).bound(pod, "09:00:00").started(pod, "09:00:00").ended(pod, "12:30:00");
        assertThat(day.rest(LaneClass.BACKGROUND)).isEqualTo(10 * 3600);
        assertThat(day.rest(LaneClass.DEVICE_UNHEALTHY)).isEqualTo(10 * 3600);
        assertThat(day.rest(LaneClass.NOT_OBSERVED)).isEqualTo(3 * 3600);
        assertThat(day.rest(LaneClass.NODE_NOT_READY)).isEqualTo(3 * 3600);
        assertThat(day.rest(LaneClass.NODE_CORDONED)).isEqualTo(3 * 3600 + 1800);
        assertThat(day.billed("a")).isEqualTo(3 * 3600 + 1800);
        assertThat(day.rest(LaneClass.IDLE)).isEqualTo(2 * 10 * 3600 - 3600);
    }
}
