package io.xisuan.scheduler.placement;

import static io.xisuan.scheduler.placement.Ground.preferred;
import static io.xisuan.scheduler.placement.Ground.racks;
import static io.xisuan.scheduler.placement.Ground.required;
import static io.xisuan.scheduler.placement.Ground.switches;
import static io.xisuan.scheduler.placement.Ground.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.plan.NodeCounts;
import io.xisuan.scheduler.plan.NodeCounts.Lack;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How close together a gang's workers come. */
class TopologyTest {
    private static final Gang TWO_WHOLE_NODES = Gang.ofDevices(2, 8);

    private static int[] rack(int... free) {
        return free;
    }

    @Test
    void a_gang_that_one_node_takes_is_not_split() {
        assertThat(racks(rack(3, 3), rack(8, 8)).placed(required(TopologyLevel.RACK, Gang.ofDevices(4, 1))))
                .isEqualTo("r1n0 r1n0 r1n0 r1n0");
    }

    @Test
    void a_gang_takes_the_rack_with_the_least_room_that_takes_it() {
        Ground ground = racks(rack(8, 8, 8), rack(8, 0, 8), rack(8, 7, 0));
        assertThat(ground.placed(required(TopologyLevel.RACK, TWO_WHOLE_NODES))).isEqualTo("r1n0 r1n2");
        assertThat(ground.placed(required(TopologyLevel.RACK, Gang.ofDevices(15, 1))))
                .startsWith("r2n0");
        assertThat(ground.placed(required(TopologyLevel.RACK, Gang.ofDevices(3, 8))))
                .isEqualTo("r0n0 r0n1 r0n2");
    }

    @Test
    void of_racks_with_equal_room_the_first_is_taken() {
        assertThat(racks(rack(8, 8), rack(8, 8)).placed(required(TopologyLevel.RACK, TWO_WHOLE_NODES)))
                .isEqualTo("r0n0 r0n1");
    }

    @Test
    void a_rack_whose_nodes_lack_cpu_is_passed_over() {
        Ground ground = racks(rack(4, 4), rack(8, 8));
        ground.state.setBackground(Ground.SITE, ground.pool.nodeName(0), new NodeLoad(4, 8_000, 0));
        assertThat(ground.placed(required(TopologyLevel.RACK, Gang.of(2, 4, 5_000, 0))))
                .isEqualTo("r1n0 r1n1");
    }

    @Test
    void a_required_rack_is_never_left_and_a_preferred_one_is() {
        Ground ground = racks(rack(8, 4), rack(8, 4));
        assertThat(ground.placed(required(TopologyLevel.RACK, TWO_WHOLE_NODES))).isEqualTo("no");
        assertThat(ground.placed(preferred(TopologyLevel.RACK, TWO_WHOLE_NODES)))
                .isEqualTo("r0n0 r1n0");
        assertThat(ground.placed(required(TopologyLevel.SITE, TWO_WHOLE_NODES))).isEqualTo("r0n0 r1n0");
    }

    @Test
    void a_required_node_takes_the_whole_gang() {
        Ground ground = racks(rack(8, 8));
        assertThat(ground.placed(required(TopologyLevel.NODE, TWO_WHOLE_NODES))).isEqualTo("no");
        assertThat(ground.placed(required(TopologyLevel.NODE, Gang.ofDevices(2, 4))))
                .isEqualTo("r0n0 r0n0");
    }

    @Test
    void a_gang_that_must_split_stays_under_one_switch_without_being_asked() {
        Ground ground = switches(rack(8, 4), rack(4, 8, 8), rack(8));
        assertThat(ground.placed(wish(TWO_WHOLE_NODES))).isEqualTo("w1n1 w1n2");
        assertThat(ground.placed(required(TopologyLevel.NVLINK, Gang.ofDevices(3, 8))))
                .isEqualTo("no");
        assertThat(ground.placed(wish(Gang.ofDevices(3, 8)))).isEqualTo("w0n0 w1n1 w1n2");
    }

    @Test
    void a_gang_that_no_rack_ever_takes_is_known() {
        Ground ground = racks(rack(0, 0), rack(0, 0));
        assertThat(ground.placement.fitsWhenEmpty(ground.pool, required(TopologyLevel.RACK, TWO_WHOLE_NODES)))
                .isTrue();
        assertThat(ground.placement.fitsWhenEmpty(ground.pool, required(TopologyLevel.RACK, Gang.ofDevices(3, 8))))
                .isFalse();
        assertThat(ground.placement.fitsWhenEmpty(ground.pool, wish(Gang.ofDevices(3, 8))))
                .isTrue();
    }

    @Test
    void nodes_that_take_a_worker_in_a_domain_that_does_not_take_the_gang_are_counted_so() {
        Ground ground = racks(rack(8, 4), rack(8, 0));
        NodeCounts counts =
                ground.placement.counts(ground.pool, required(TopologyLevel.RACK, TWO_WHOLE_NODES), NodeLimit.NONE);
        assertThat(counts.fitting()).isZero();
        assertThat(counts.refused()).isEqualTo(Map.of(Lack.DEVICES, 2, Lack.DOMAIN, 2));
        assertThat(ground.placement
                        .counts(ground.pool, wish(TWO_WHOLE_NODES), NodeLimit.NONE)
                        .fitting())
                .isEqualTo(2);
    }
}
