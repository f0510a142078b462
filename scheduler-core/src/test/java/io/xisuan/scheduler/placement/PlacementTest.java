package io.xisuan.scheduler.placement;

import static io.xisuan.scheduler.placement.Ground.free;
import static io.xisuan.scheduler.placement.Ground.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which nodes a uniform gang gets in a pool without racks. */
class PlacementTest {
    @Test
    void a_small_gang_goes_to_the_fullest_node_that_takes_it_whole() {
        assertThat(free(8, 3, 2, 4).placed(Gang.ofDevices(1, 2))).isEqualTo("n2");
        assertThat(free(8, 3, 2, 4).placed(Gang.ofDevices(2, 2))).isEqualTo("n3 n3");
        assertThat(free(8, 4, 4).placed(Gang.ofDevices(1, 4))).isEqualTo("n1");
    }

    @Test
    void a_large_gang_takes_few_nodes_and_its_rest_the_fullest_that_takes_it() {
        assertThat(free(5, 8, 4, 8, 8).placed(Gang.ofDevices(5, 4))).isEqualTo("n1 n1 n3 n3 n2");
        assertThat(free(8, 5, 4).placed(Gang.ofDevices(4, 4))).isEqualTo("n0 n0 n2 n1");
        assertThat(free(1, 1, 2, 3).placed(Gang.ofDevices(6, 1))).isEqualTo("n3 n3 n3 n2 n2 n0");
    }

    @Test
    void a_node_short_of_cpu_comes_when_it_is_its_turn() {
        Ground ground = free(8, 8, 3);
        Gang big = Gang.of(1, 1, 5_000, 0);
        assertThat(ground.placed(Gang.of(5, 1, 2_000, 0))).isEqualTo("n0 n0 n0 n0 n2");
        assertThat(ground.placed(big)).isEqualTo("n2");
        assertThat(ground.placed(Gang.of(3, 1, 5_000, 0))).isEqualTo("n2 n0 n1");
    }

    @Test
    void a_gang_that_does_not_fit_whole_is_not_placed() {
        assertThat(free(7, 7).placed(Gang.ofDevices(1, 8))).isEqualTo("no");
        assertThat(free(7, 7, 2).placed(Gang.ofDevices(4, 4))).isEqualTo("no");
    }

    @Test
    void cpu_and_memory_count_as_much_as_devices() {
        assertThat(free(8, 8).placed(Gang.of(2, 1, 5_000, 0))).isEqualTo("n0 n1");
        assertThat(free(8, 8).placed(Gang.of(3, 1, 5_000, 0))).isEqualTo("no");
        assertThat(free(8, 8).placed(Gang.of(2, 0, 0, 800))).isEqualTo("n0 n1");
    }

    @Test
    void a_worker_without_devices_leaves_nodes_with_free_devices_alone() {
        assertThat(free(8, 0, 2).placed(Gang.of(1, 0, 1_000, 0))).isEqualTo("n1");
    }

    @Test
    void what_the_site_keeps_is_not_sold() {
        assertThat(Ground.of(9, NodeTraits.PLAIN, 8, 8).placed(Gang.ofDevices(2, 4)))
                .isEqualTo("no");
        assertThat(Ground.of(8, NodeTraits.PLAIN, 8, 8).placed(Gang.ofDevices(2, 4)))
                .isEqualTo("n0 n0");
    }

    @Test
    void a_limit_is_kept() {
        Ground ground = free(8, 8);
        PlacementWish two = wish(Gang.ofDevices(2, 4));
        assertThat(ground.text(ground.placement.place(ground.pool, two, (node, shape, most) -> 1)))
                .isEqualTo("n0 n1");
        assertThat(ground.text(ground.placement.place(ground.pool, two, (node, shape, most) -> node == 1 ? most : 0)))
                .isEqualTo("n1 n1");
        assertThat(ground.placement.place(ground.pool, two, (node, shape, most) -> 0))
                .isEmpty();
    }

    @Test
    void a_job_does_not_go_back_to_a_node_that_it_avoids() {
        PlacementWish one = new PlacementWish(
                Gang.ofDevices(1, 1), Ground.ANY, TopologyWish.SITE, new TreeSet<>(List.of(new NodeName("n1"))));
        assertThat(free(8, 1, 3).placed(one)).isEqualTo("n2");
        assertThat(free(0, 1, 0).placed(one)).isEqualTo("no");
    }

    @Test
    void an_image_goes_to_nodes_of_its_architecture() {
        Ground ground = free(2, 2);
        assertThat(ground.placed(built(CpuArchitecture.AMD64))).isEqualTo("n0");
        assertThat(ground.placed(built(CpuArchitecture.ARM64))).isEqualTo("no");
        assertThat(ground.placement.fitsWhenEmpty(ground.pool, built(CpuArchitecture.AMD64)))
                .isTrue();
        assertThat(ground.placement.fitsWhenEmpty(ground.pool, built(CpuArchitecture.ARM64)))
                .isFalse();
    }

    private static PlacementWish built(CpuArchitecture architecture) {
        Variant variant = new Variant(Ground.TYPE, Optional.of(architecture), Rational.ONE);
        return new PlacementWish(Gang.ofDevices(1, 1), variant, TopologyWish.SITE, Collections.emptySortedSet());
    }

    @Test
    void what_never_fits_is_known_whatever_is_held() {
        Ground full = free(0, 0);
        assertThat(full.placement.fitsWhenEmpty(full.pool, wish(Gang.ofDevices(2, 8))))
                .isTrue();
        assertThat(full.placement.fitsWhenEmpty(full.pool, wish(Gang.ofDevices(3, 8))))
                .isFalse();
        assertThat(full.placement.fitsWhenEmpty(full.pool, wish(Gang.of(1, 1, 8_001, 0))))
                .isFalse();
    }

    @Test
    void an_elastic_gang_starts_with_as_many_workers_as_fit() {
        Ground ground = free(5, 2);
        PlacementWish elastic =
                wish(new Gang(List.of(new Role("worker", 2, 8, WorkerShape.of(Accelerators.whole(2), 0, 0)))));
        assertThat(ground.text(ground.placement.placeElastic(ground.pool, elastic, NodeLimit.NONE)))
                .isEqualTo("n0 n0 n1");
        Ground tight = free(3, 1);
        assertThat(tight.placement.placeElastic(tight.pool, elastic, NodeLimit.NONE))
                .isEmpty();
        assertThat(tight.placement.fitsWhenEmpty(tight.pool, elastic)).isTrue();
    }
}
