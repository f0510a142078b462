package io.xisuan.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which nodes a gang gets; nodes n0, n1, ... have 8 devices, of which so many are free. */
class GangPlacementTest {
    private static Pool pool(int... free) {
        SiteId site = new SiteId("s");
        List<NodeShape> nodes = new ArrayList<>();
        for (int i = 0; i < free.length; i++) {
            NodeLoad load = NodeLoad.ofDevices(8 - free[i]);
            nodes.add(new NodeShape(site, new NodeName("n" + i), new DeviceType("t"), 8, 8_000, 800, load));
        }
        ClusterState state = ClusterState.of(List.of(new SiteShape(site, Map.of(), 0, true)), nodes);
        return state.pools().getFirst();
    }

    private static String placed(Pool pool, Gang gang) {
        return GangPlacement.place(pool, gang, NodeLimit.NONE)
                .map(places -> places.workers(pool, gang).stream()
                        .map(worker -> worker.node().value())
                        .collect(Collectors.joining(" ")))
                .orElse("no");
    }

    @Test
    void a_small_gang_goes_to_the_fullest_node_that_takes_it_whole() {
        assertThat(placed(pool(8, 3, 2, 4), Gang.ofDevices(1, 2))).isEqualTo("n2");
        assertThat(placed(pool(8, 3, 2, 4), Gang.ofDevices(2, 2))).isEqualTo("n3 n3");
        assertThat(placed(pool(8, 4, 4), Gang.ofDevices(1, 4))).isEqualTo("n1");
    }

    @Test
    void a_large_gang_takes_empty_nodes_and_its_rest_the_fullest_that_fits() {
        assertThat(placed(pool(5, 8, 4, 8, 8), Gang.ofDevices(5, 4))).isEqualTo("n1 n1 n3 n3 n2");
        assertThat(placed(pool(8, 5, 5), Gang.ofDevices(4, 4))).isEqualTo("n0 n0 n1 n2");
    }

    @Test
    void a_gang_that_does_not_fit_whole_is_not_placed() {
        assertThat(placed(pool(7, 7), Gang.ofDevices(1, 8))).isEqualTo("no");
        assertThat(placed(pool(7, 7, 2), Gang.ofDevices(4, 4))).isEqualTo("no");
    }

    @Test
    void cpu_and_memory_count_as_much_as_devices() {
        assertThat(placed(pool(8, 8), new Gang(2, 1, 5_000, 0))).isEqualTo("n0 n1");
        assertThat(placed(pool(8, 8), new Gang(3, 1, 5_000, 0))).isEqualTo("no");
        assertThat(placed(pool(8, 8), new Gang(2, 0, 0, 800))).isEqualTo("n0 n1");
    }

    @Test
    void a_limit_is_kept() {
        Gang gang = Gang.ofDevices(2, 4);
        Pool pool = pool(8, 8);
        assertThat(GangPlacement.place(pool, gang, (node, g) -> 1).orElseThrow().shares())
                .containsExactly(new Places.Share(0, 1), new Places.Share(1, 1));
        assertThat(GangPlacement.place(pool, gang, (node, g) -> 0)).isEmpty();
    }

    @Test
    void what_never_fits_is_known_whatever_is_held() {
        assertThat(GangPlacement.fitsWhenEmpty(pool(0, 0), Gang.ofDevices(2, 8)))
                .isTrue();
        assertThat(GangPlacement.fitsWhenEmpty(pool(0, 0), Gang.ofDevices(3, 8)))
                .isFalse();
        assertThat(GangPlacement.fitsWhenEmpty(pool(0, 0), new Gang(1, 1, 8_001, 0)))
                .isFalse();
    }
}
