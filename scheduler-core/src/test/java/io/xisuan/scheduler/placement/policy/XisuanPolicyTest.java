package io.xisuan.scheduler.placement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The four losses of our own policy, computed by hand, and what it does with them. */
class XisuanPolicyTest {
    private static final WorkerNeed WHOLE = WorkerNeed.of(10_000, 1, 1000);

    private static FleetOutline fleet(List<WorkerNeed> seen) {
        return new FleetOutline(
                TypicalMix.of(seen),
                new FleetOutline.Largest(128_000, 8),
                new TreeMap<>(Map.of(OneNode.T4, 10L, OneNode.G2, 30L)));
    }

    private static DeviceState state(OneNode node) {
        DeviceState state = new DeviceState();
        state.copy(node);
        return state;
    }

    @Test
    void devices_are_stranded_that_cpu_does_not_last_for() {
        Stranding same = new Stranding(TypicalMix.of(List.of(WHOLE)));
        assertThat(same.micros(2000, 5000)).isEqualTo(1_500_000);
        assertThat(same.micros(2000, 20_000)).isZero();
        assertThat(same.micros(0, 0)).isZero();
        // 5 or 15 cores a device, 10 on average, deviation 5 sqrt(2) for two: with 20 left, 0.3989 of that is missing.
        Stranding mixed =
                new Stranding(TypicalMix.of(List.of(WorkerNeed.of(5000, 1, 1000), WorkerNeed.of(15_000, 1, 1000))));
        assertThat(mixed.micros(2000, 20_000)).isCloseTo(282_095, within(100L));
        assertThat(mixed.micros(2000, 0)).isEqualTo(2_000_000);
    }

    @Test
    void the_normal_loss_is_that_of_the_tables() {
        assertThat(NormalLoss.of(0)).isCloseTo(0.39894, within(1e-4));
        assertThat(NormalLoss.of(1)).isCloseTo(1.08332, within(1e-4));
        assertThat(NormalLoss.of(-1)).isCloseTo(0.08332, within(1e-4));
        assertThat(NormalLoss.of(-7)).isZero();
        assertThat(NormalLoss.of(7)).isEqualTo(7);
    }

    @Test
    void a_hole_is_worth_what_will_be_left_of_it() {
        Holes alone = new Holes(TypicalMix.of(List.of(WorkerNeed.of(1, 1, 600))));
        assertThat(alone.micros(state(OneNode.of(3, 2, List.of(500), 1)))).isEqualTo(2 * 400_000 + 500_000);
        Holes paired = new Holes(TypicalMix.of(List.of(WorkerNeed.of(1, 1, 600), WorkerNeed.of(1, 1, 400))));
        assertThat(paired.micros(state(OneNode.of(2, 1, List.of(400), 1)))).isZero();
        assertThat(paired.micros(state(OneNode.of(2, 0, List.of(500, 300), 1)))).isEqualTo(400_000);
        // A worker of which one in 10 001 comes is hardly seen in a hundred: 0.9901 of the hole stays empty.
        Holes rare = new Holes(new TypicalMix(
                List.of(
                        new TypicalMix.Weighted(WorkerNeed.of(1, 1, 1000), 10_000),
                        new TypicalMix.Weighted(WorkerNeed.of(1, 1, 200), 1)),
                List.of()));
        assertThat(rare.micros(state(OneNode.of(1, 0, List.of(200), 1)))).isCloseTo(198_010, within(100L));
    }

    @Test
    void a_type_is_scarce_that_choosy_workers_want() {
        WorkerNeed choosy = new WorkerNeed(10_000, 1, 1000, new TreeSet<>(List.of(OneNode.T4)));
        FleetOutline fleet = fleet(List.of(WHOLE, choosy));
        // Half of the demand, for 40 devices, is 20 for 10 of them.
        assertThat(Scarcity.microsPerMilli(fleet, OneNode.T4)).isEqualTo(2000);
        assertThat(Scarcity.microsPerMilli(fleet, OneNode.G2)).isZero();
        NodeScorer xisuan = NodePolicy.XISUAN.scorer(fleet);
        OneNode node = OneNode.of(8, 8, List.of(), 96_000);
        assertThat(xisuan.score(node.with(1, OneNode.G2), WHOLE, 1))
                .isGreaterThan(xisuan.score(node.with(2, OneNode.T4), WHOLE, 1));
    }

    @Test
    void much_cpu_goes_where_it_is_plentiful_and_little_where_it_is_short() {
        WorkerNeed heavy = WorkerNeed.of(20_000, 1, 1000);
        WorkerNeed light = WorkerNeed.of(3000, 1, 1000);
        NodeScorer xisuan = NodePolicy.XISUAN.scorer(fleet(List.of(WHOLE, heavy, light)));
        OneNode rich = OneNode.of(4, 4, List.of(), 100_000);
        OneNode poor = OneNode.of(4, 4, List.of(), 36_000);
        assertThat(xisuan.score(rich, heavy, 1)).isGreaterThan(xisuan.score(poor, heavy, 1));
        assertThat(xisuan.score(poor, light, 1)).isGreaterThan(xisuan.score(rich, light, 1));
        WorkerNeed none = WorkerNeed.of(8000, 0, 0);
        assertThat(xisuan.score(rich, none, 1)).isGreaterThan(xisuan.score(poor, none, 1));
    }

    @Test
    void the_score_is_the_sum_of_the_four_losses() {
        NodeScorer xisuan = NodePolicy.XISUAN.scorer(fleet(List.of(WorkerNeed.of(10_000, 1, 1000))));
        // Half a device opens one: 500 become useless now (1 x 500) and stay empty (3 x 500); 5 cores are left for it:
        // none is stranded.
        assertThat(xisuan.score(OneNode.of(1, 1, List.of(), 10_000), WorkerNeed.of(5000, 1, 500), 1))
                .isEqualTo(500_000 - (500_000 + 3 * 500_000) / 4);
        // 5 cores less leave half of the device without CPU (3 x 500), and all of it to no whole worker (1 x 1000).
        assertThat(xisuan.score(OneNode.of(1, 1, List.of(), 10_000), WorkerNeed.of(5000, 0, 0), 1))
                .isEqualTo(500_000 - (1_000_000 + 3 * 500_000) / 4);
    }

    @Test
    void without_a_mix_all_nodes_are_equal() {
        NodeScorer xisuan = NodePolicy.XISUAN.scorer(fleet(List.of()));
        assertThat(xisuan.score(OneNode.of(1, 1, List.of(), 10_000), WorkerNeed.of(5000, 0, 0), 1))
                .isEqualTo(NodeScorer.SCALE / 2);
    }
}
