package io.xisuan.operator.metering.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.lifecycle.FoldFinding;
import io.xisuan.operator.metering.lifecycle.MeteringFold;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.SiteTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Worlds whose truth is known, folded: what is billed, what is not and why, and that every millisecond is somewhere. */
class FoldedWorldTest {
    private static final long START = Instant.parse("2026-10-12T09:00:00+08:00").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final Interval WINDOW = new Interval(START, START + 60 * MINUTE);

    private final VirtualCluster cluster = new VirtualCluster(START);
    private final DeviceWorld one = cluster.node(Make.NVIDIA, "gpu-1", 4);
    private final DeviceWorld two = cluster.node(Make.HUAWEI, "npu-1", 4);
    private final WorldObservations said = new WorldObservations(cluster, WINDOW);

    FoldedWorldTest() {
        cluster.gang("first", 2, START + 1_500, List.of(one), START + 61_234, START + 20 * MINUTE + 567);
        cluster.gang("second", 2, START + 21 * MINUTE, List.of(one), START + 22 * MINUTE, START + 50 * MINUTE + 1);
        cluster.gang(
                "wide",
                2,
                START + 2_000,
                List.of(two, two),
                START + 30_999,
                START + 40 * MINUTE,
                START + 90_001,
                START + 41 * MINUTE + 250);
    }

    private static SiteTime fold(List<Observation> observations) {
        return MeteringFold.fold(VirtualCluster.SITE, WINDOW, observations);
    }

    private static void closes(SiteTime time) {
        long held = time.held().stream()
                .mapToLong(usage -> usage.quantity().value())
                .sum();
        long rest = time.rest().stream()
                .mapToLong(lane -> lane.interval().lengthMillis())
                .sum();
        assertThat(held + rest).isEqualTo(2 * 4 * WINDOW.lengthMillis());
    }

    private static long billed(SiteTime time, String job) {
        return time.held().stream()
                .filter(usage -> usage.job().name().equals(job) && usage.billed())
                .mapToLong(usage -> usage.quantity().value())
                .sum();
    }

    private static long unbilled(SiteTime time, String job, UnbilledReason reason) {
        return time.held().stream()
                .filter(usage -> usage.job().name().equals(job))
                .filter(usage -> usage.reason().filter(reason::equals).isPresent())
                .mapToLong(usage -> usage.quantity().value())
                .sum();
    }

    @Test
    void what_is_billed_is_what_was_said_and_all_other_time_is_there_too() {
        SiteTime time = fold(said.all());
        for (VirtualCluster.GangPod pod : cluster.pods()) {
            List<UsageInterval> ofPod = time.held().stream()
                    .filter(usage -> usage.interval().endMillis()
                            == VirtualCluster.second(pod.run().endedMillis().orElseThrow()))
                    .toList();
            Totals totals = Totals.of(pod, cluster, ofPod);
            assertThat(totals.billedMillis()).isEqualTo(totals.saidMillis());
            assertThat(Math.abs(totals.billedMillis() - totals.trueMillis())).isLessThan(2_000);
        }
        closes(time);
        assertThat(time.findings()).isEmpty();
    }

    @Test
    void without_any_word_of_the_nodes_the_same_is_billed() {
        assertThat(fold(said.lifecycle()).held().stream()
                        .filter(UsageInterval::billed)
                        .toList())
                .isEqualTo(fold(said.all()).held().stream()
                        .filter(UsageInterval::billed)
                        .toList());
    }

    @Test
    void observations_in_any_order_and_number_give_the_same() {
        List<Observation> shuffled = new ArrayList<>(said.all());
        shuffled.addAll(said.owners(one));
        Collections.shuffle(shuffled, new SplittableRandom(11));
        assertThat(fold(shuffled)).isEqualTo(fold(said.all()));
    }

    @Test
    void a_device_with_two_owners_is_withheld_for_that_time_and_billed_when_two_persons_say_so() {
        PodRef stale = cluster.pods().getFirst().ref();
        Interval span = new Interval(START + 25 * MINUTE, START + 35 * MINUTE);
        List<Observation> observations = new ArrayList<>(said.all());
        observations.addAll(said.secondOwner(one, 0, stale, span));
        SiteTime withheld = fold(observations);
        assertThat(unbilled(withheld, "second", UnbilledReason.QUARANTINED)).isEqualTo(span.lengthMillis());
        assertThat(withheld.findings()).extracting(FoldFinding::kind).contains(FoldFinding.Kind.TWO_OWNERS);
        closes(withheld);
        DeviceKey device = new DeviceKey(one.readings(START).getFirst().hardwareId());
        observations.add(new Observation.Resolved(cluster.pods().get(1).ref().uid(), device, true));
        SiteTime decided = fold(observations);
        assertThat(billed(decided, "second")).isEqualTo(billed(fold(said.all()), "second"));
        closes(decided);
    }

    @Test
    void a_card_that_falls_off_the_bus_ends_what_is_billed_at_its_last_sample() {
        one.vanish(0, START + 40 * MINUTE + 3_210);
        String card = one.readings(START).getFirst().hardwareId();
        long lastGood = said.lastSeen(one, card).orElseThrow();
        List<Observation> observations = new ArrayList<>(said.all());
        observations.add(new Observation.DeviceFault(new NodeName("gpu-1"), new DeviceKey(card), lastGood, "VANISHED"));
        SiteTime time = fold(observations);
        assertThat(billed(time, "second")).isEqualTo(2 * (lastGood - (START + 22 * MINUTE)));
        assertThat(unbilled(time, "second", UnbilledReason.DEVICE_FAULT))
                .isEqualTo(2 * (START + 50 * MINUTE - lastGood));
        closes(time);
    }

    @Test
    void use_without_allocation_is_found_and_bills_nobody() {
        Interval use = new Interval(START + 30 * MINUTE, START + 33 * MINUTE);
        one.useUnallocated(3, use.startMillis(), use.endMillis());
        List<Observation> observations = new ArrayList<>(said.all());
        observations.add(new Observation.UnownedUse(
                new NodeName("gpu-1"), new DeviceKey(one.readings(START).get(3).hardwareId()), use));
        SiteTime time = fold(observations);
        assertThat(time.held()).isEqualTo(fold(said.all()).held());
        assertThat(time.findings()).extracting(FoldFinding::kind).containsExactly(FoldFinding.Kind.USED_WITHOUT_OWNER);
        closes(time);
    }
}
