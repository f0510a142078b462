package io.xisuan.scheduler.placement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The scores of the published policies on nodes that are small enough to compute by hand. */
class PublishedPoliciesTest {
    private static final long POINT = NodeScorer.SCALE / 100;
    private static final WorkerNeed HALF = WorkerNeed.of(8000, 1, 500);
    private static final WorkerNeed ONE = WorkerNeed.of(8000, 1, 1000);
    private static final WorkerNeed CPU_ONLY = WorkerNeed.of(8000, 0, 0);

    /** Four devices: two wholly free, one with 600 thousandths left, one taken. */
    private static final OneNode NODE = OneNode.of(4, 2, List.of(600), 20_000);

    private static final OneNode IDLE = OneNode.of(4, 4, List.of(), 96_000);

    private static NodeScorer scorer(NodePolicy policy, List<WorkerNeed> seen) {
        return policy.scorer(new FleetOutline(
                TypicalMix.of(seen),
                new FleetOutline.Largest(128_000, 8),
                new TreeMap<>(Map.of(OneNode.T4, 4L, OneNode.G2, 12L))));
    }

    private static long points(NodePolicy policy, NodeView node, WorkerNeed need) {
        long score = scorer(policy, List.of()).score(node, need, 1);
        assertThat(score % POINT).isZero();
        return score / POINT;
    }

    @Test
    void the_dot_product_is_halved_over_both_resources_and_truncated() {
        // cpu 20000 x 8000 / 128000^2 = 0.009766; devices 2600 x 500 / 8000^2 = 0.020313; 100 (1 - 0.015039)
        assertThat(points(NodePolicy.DOTPROD, NODE, HALF)).isEqualTo(98);
        // cpu 96000 x 8000 / 128000^2 = 0.046875; devices 4000 x 1000 / 8000^2 = 0.0625; 100 (1 - 0.0546875)
        assertThat(points(NodePolicy.DOTPROD, IDLE, ONE)).isEqualTo(94);
    }

    @Test
    void best_fit_counts_what_is_left_over() {
        // cpu 12000 / 128000 / 2 = 0.046875; devices 2100 / 8000 / 2 = 0.13125
        assertThat(points(NodePolicy.BESTFIT, NODE, HALF)).isEqualTo(82);
        // cpu 12000 / 128000 / 2; devices 2600 / 8000 / 2 = 0.1625
        assertThat(points(NodePolicy.BESTFIT, NODE, CPU_ONLY)).isEqualTo(79);
    }

    @Test
    void clustering_prefers_company_of_the_same_kind_then_none() {
        // 25 (8000 - 2600) / 8000 = 16
        assertThat(points(NodePolicy.CLUSTERING, NODE.holding(HALF.kindBit()), HALF))
                .isEqualTo(75 + 16);
        assertThat(points(NodePolicy.CLUSTERING, NODE.holding(HALF.kindBit() | ONE.kindBit()), HALF))
                .isEqualTo(50 + 16);
        assertThat(points(NodePolicy.CLUSTERING, NODE.holding(ONE.kindBit()), HALF))
                .isEqualTo(16);
        assertThat(points(NodePolicy.CLUSTERING, IDLE, HALF)).isEqualTo(25 + 12);
        assertThat(points(NodePolicy.CLUSTERING, NODE.holding(HALF.kindBit()), CPU_ONLY))
                .isZero();
    }

    @Test
    void packing_takes_opened_devices_before_free_ones_before_idle_nodes() {
        assertThat(points(NodePolicy.PACKING, NODE, HALF)).isEqualTo(100 - 6);
        assertThat(points(NodePolicy.PACKING, NODE, WorkerNeed.of(1, 1, 700))).isEqualTo(49);
        assertThat(points(NodePolicy.PACKING, NODE, WorkerNeed.of(1, 2, 1000))).isEqualTo(48);
        assertThat(points(NodePolicy.PACKING, IDLE, HALF)).isEqualTo(33 - 4);
        assertThat(points(NodePolicy.PACKING, IDLE, CPU_ONLY)).isZero();
    }

    /** Three of four workers take half a device and 1 core, one a whole device and 4 cores. */
    private static List<WorkerNeed> mix() {
        List<WorkerNeed> seen = new ArrayList<>(Collections.nCopies(3, WorkerNeed.of(1000, 1, 500)));
        seen.add(WorkerNeed.of(4000, 1, 1000));
        return seen;
    }

    @Test
    void fgd_takes_the_device_by_which_fragmentation_grows_least() {
        OneNode node = OneNode.of(2, 1, List.of(600), 10_000);
        NodeScorer fgd = scorer(NodePolicy.FGD, mix());
        // Before: the whole-device worker cannot use 600: 600 / 4 = 150. On the opened device 100 is left, useless to
        // all:
        // (3 x 100 + 100) / 4 = 100. On the free one nothing is left for the whole-device worker: 1100 / 4 = 275.
        // int(100 sigmoid(0.05)) = 51, int(100 sigmoid(-0.125)) = 46.
        assertThat(fgd.score(node, WorkerNeed.of(1000, 1, 500), 1)).isEqualTo(51 * POINT);
        assertThat(fgd.device(node, WorkerNeed.of(1000, 1, 500), 1)).isZero();
        // With 700 only the free device will do: 300 and 600 are left: (3 x 300 + 900) / 4 = 450; sigmoid(-0.3) =
        // 0.4256.
        assertThat(fgd.score(node, WorkerNeed.of(1000, 1, 700), 1)).isEqualTo(42 * POINT);
        assertThat(fgd.device(node, WorkerNeed.of(1000, 1, 700), 1)).isEqualTo(NodeScorer.NEW_DEVICE);
    }

    @Test
    void fgd_counts_devices_that_cpu_is_too_short_for() {
        OneNode node = OneNode.of(1, 1, List.of(), 4500);
        // Before 0. After 1 core less the whole-device worker no longer fits: 1000 / 4 = 250; sigmoid(-0.25) = 0.4378.
        assertThat(scorer(NodePolicy.FGD, mix()).score(node, WorkerNeed.of(1000, 0, 0), 1))
                .isEqualTo(43 * POINT);
        // Where nothing changes the score is exactly half.
        assertThat(scorer(NodePolicy.FGD, mix()).score(node, WorkerNeed.of(500, 0, 0), 1))
                .isEqualTo(50 * POINT);
    }

    @Test
    void random_draws_nodes_and_devices_evenly() {
        NodeScorer random = scorer(NodePolicy.RANDOM, List.of());
        int[] nodes = new int[10];
        int[] devices = new int[3];
        for (int draw = 0; draw < 10_000; draw++) {
            int best = 0;
            for (int number = 1; number < nodes.length; number++) {
                boolean more = random.score(NODE.with(number, OneNode.T4), HALF, draw)
                        > random.score(NODE.with(best, OneNode.T4), HALF, draw);
                best = more ? number : best;
            }
            nodes[best]++;
            devices[1 + random.device(OneNode.of(3, 1, List.of(600, 700), 1), HALF, draw)]++;
        }
        assertThat(Arrays.stream(nodes).boxed()).allMatch(count -> count >= 850 && count <= 1150);
        assertThat(Arrays.stream(devices).boxed()).allMatch(count -> count >= 3000 && count <= 3700);
    }

    @Test
    void the_others_take_the_tightest_device() {
        NodeScorer packing = scorer(NodePolicy.PACKING, List.of());
        assertThat(packing.device(OneNode.of(4, 1, List.of(900, 600, 400), 1), HALF, 1))
                .isEqualTo(1);
        assertThat(packing.device(OneNode.of(4, 1, List.of(400), 1), HALF, 1)).isEqualTo(NodeScorer.NEW_DEVICE);
    }
}
