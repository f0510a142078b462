package io.xisuan.scheduler.reservation;

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
import io.xisuan.scheduler.placement.Places;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two nodes of 8 devices, n0 and n1; time starts at 10. */
class SkylineTest {
    private static final Gang ONE_NODE = Gang.ofDevices(1, 8);

    private static Pool pool(int free0, int free1) {
        SiteId site = new SiteId("s");
        DeviceType type = new DeviceType("t");
        ClusterState state = ClusterState.of(
                List.of(SiteShape.of(site)),
                List.of(
                        new NodeShape(site, new NodeName("n0"), type, 8, 0, 0, NodeLoad.ofDevices(8 - free0)),
                        new NodeShape(site, new NodeName("n1"), type, 8, 0, 0, NodeLoad.ofDevices(8 - free1))));
        return state.pools().getFirst();
    }

    private static Optional<Long> start(Skyline skyline, Gang gang, long runtimeMillis) {
        return skyline.earliest(gang, runtimeMillis, 0).map(Reservation::startMillis);
    }

    @Test
    void a_gang_waits_until_enough_is_free_on_nodes_as_it_needs_them() {
        Skyline skyline = new Skyline(pool(4, 4), 10);
        skyline.ends(0, Gang.ofDevices(1, 2), 1, 20);
        skyline.ends(1, Gang.ofDevices(1, 4), 1, 30);
        assertThat(start(skyline, ONE_NODE, 5)).contains(30L);
        assertThat(start(skyline, Gang.ofDevices(2, 5), 5)).contains(30L);
        assertThat(start(skyline, Gang.ofDevices(1, 6), 5)).contains(20L);
    }

    @Test
    void what_no_known_end_makes_room_for_has_no_time() {
        Skyline skyline = new Skyline(pool(4, 4), 10);
        skyline.ends(0, Gang.ofDevices(1, 2), 1, 20);
        assertThat(start(skyline, ONE_NODE, 5)).isEmpty();
    }

    @Test
    void a_job_fits_before_a_reservation_only_if_it_ends_by_then() {
        Skyline skyline = new Skyline(pool(8, 0), 10);
        skyline.ends(1, ONE_NODE, 1, 100);
        Reservation both = skyline.earliest(Gang.ofDevices(2, 8), 50, 0).orElseThrow();
        assertThat(both)
                .isEqualTo(new Reservation(100, new Places(List.of(new Places.Share(0, 1), new Places.Share(1, 1)))));
        skyline.reserve(both, Gang.ofDevices(2, 8), 50);
        assertThat(skyline.limit(90).workers(0, ONE_NODE)).isEqualTo(1);
        assertThat(skyline.limit(91).workers(0, ONE_NODE)).isZero();
        assertThat(start(skyline, ONE_NODE, 1)).contains(150L);
    }
}
