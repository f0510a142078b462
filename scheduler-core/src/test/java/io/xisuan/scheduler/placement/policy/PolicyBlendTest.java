package io.xisuan.scheduler.placement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Policies by name, alone and with weights, and what they are given. */
class PolicyBlendTest {
    private static final FleetOutline FLEET = new FleetOutline(
            TypicalMix.UNKNOWN, new FleetOutline.Largest(128_000, 8), new TreeMap<>(Map.of(OneNode.T4, 4L)));

    @Test
    void scores_are_averaged_by_weight() {
        OneNode node = OneNode.of(4, 2, List.of(600), 20_000);
        WorkerNeed half = WorkerNeed.of(8000, 1, 500);
        // 82 and 98 points.
        assertThat(PolicyBlend.parse("bestfit:3, dotprod").scorer(FLEET).score(node, half, 1))
                .isEqualTo((3 * 820_000 + 980_000) / 4);
        assertThat(PolicyBlend.parse("bestfit").scorer(FLEET).score(node, half, 1))
                .isEqualTo(820_000);
    }

    @Test
    void the_heaviest_chooses_the_device() {
        OneNode node = OneNode.of(4, 2, List.of(900, 600), 20_000);
        NodeScorer blend = PolicyBlend.parse("random:1,bestfit:2").scorer(FLEET);
        for (int draw = 0; draw < 50; draw++) {
            assertThat(blend.device(node, WorkerNeed.of(8000, 1, 500), draw)).isEqualTo(1);
        }
    }

    @Test
    void every_policy_has_its_name() {
        for (NodePolicy policy : NodePolicy.values()) {
            PolicyBlend blend = PolicyBlend.parse(policy.id());
            assertThat(blend).isEqualTo(PolicyBlend.of(policy)).hasToString(policy.id() + ":1");
            assertThat(blend.draws()).isEqualTo(policy == NodePolicy.RANDOM);
        }
        assertThat(NodePolicy.knownIds()).isEqualTo("random, dotprod, clustering, packing, bestfit, fgd, xisuan");
    }

    @Test
    void what_is_no_blend_is_refused_with_the_reason() {
        assertThatThrownBy(() -> PolicyBlend.parse("best"))
                .hasMessageContaining("\"best\"")
                .hasMessageContaining("xisuan");
        assertThatThrownBy(() -> PolicyBlend.parse("fgd:x")).hasMessageContaining("NAME:WEIGHT");
        assertThatThrownBy(() -> PolicyBlend.parse("fgd:0"))
                .hasMessageContaining("fgd")
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> PolicyBlend.parse("fgd,fgd:2")).hasMessageContaining("once");
        assertThatThrownBy(() -> PolicyBlend.parse("")).hasMessageContaining("no placement policy");
    }

    @Test
    void the_most_frequent_shapes_that_cover_95_of_100_are_typical() {
        List<WorkerNeed> seen = new ArrayList<>(Collections.nCopies(2, WorkerNeed.of(3, 0, 0)));
        seen.addAll(Collections.nCopies(90, WorkerNeed.of(1, 0, 0)));
        seen.addAll(Collections.nCopies(5, WorkerNeed.of(2, 0, 0)));
        seen.addAll(Collections.nCopies(3, WorkerNeed.of(4, 0, 0)));
        TypicalMix mix = TypicalMix.of(seen);
        assertThat(mix.all()).extracting(TypicalMix.Weighted::count).containsExactly(90L, 5L, 3L, 2L);
        assertThat(mix.typical())
                .extracting(worker -> worker.need().cpuMillis())
                .containsExactly(1L, 2L);
        assertThat(TypicalMix.of(List.of())).isEqualTo(TypicalMix.UNKNOWN);
    }

    @Test
    void a_workers_shape_is_counted_in_thousandths() {
        assertThat(need(Accelerators.whole(0))).isEqualTo(WorkerNeed.of(1000, 0, 0));
        assertThat(need(new Accelerators.Whole(8))).isEqualTo(WorkerNeed.of(1000, 8, 1000));
        assertThat(need(new Accelerators.Share(300))).isEqualTo(WorkerNeed.of(1000, 1, 300));
        assertThat(need(new Accelerators.MemoryShare(10_001))).isEqualTo(WorkerNeed.of(1000, 1, 251));
        assertThat(need(new Accelerators.Partition(MigProfile.parse("3g.20gb"))))
                .isEqualTo(WorkerNeed.of(1000, 1, 500));
        assertThatThrownBy(() -> WorkerNeed.of(1, 2, 500)).hasMessageContaining("500 thousandths of each of 2");
    }

    private static WorkerNeed need(Accelerators accelerators) {
        return WorkerNeed.of(WorkerShape.of(accelerators, 1000, 1), Set.of(), 40_000);
    }
}
