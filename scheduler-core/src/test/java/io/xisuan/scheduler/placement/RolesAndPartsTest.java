package io.xisuan.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.plan.NodeCounts.Lack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gangs of several roles, and workers with parts of devices. */
class RolesAndPartsTest {
    private static final NodeTraits SHARED = NodeTraits.PLAIN.selling(DeviceMode.SHARED);

    private static Role role(String name, int workers, Accelerators each) {
        return new Role(name, workers, workers, WorkerShape.of(each, 1_000, 0));
    }

    private static Accelerators whole(int devices) {
        return Accelerators.whole(devices);
    }

    private static Accelerators share(int milli) {
        return new Accelerators.Share(milli);
    }

    private static Gang parts(int workers, int milli) {
        return Gang.of(workers, WorkerShape.of(share(milli), 0, 0));
    }

    @Test
    void the_largest_role_is_placed_first_and_ranks_follow_the_gang() {
        Gang gang = new Gang(List.of(role("launcher", 1, whole(0)), role("worker", 2, whole(8))));
        assertThat(Ground.free(8, 3, 8).placed(gang)).isEqualTo("n0 n0 n2");
    }

    @Test
    void each_role_sees_what_those_before_it_took() {
        Gang gang = new Gang(List.of(role("small", 2, whole(2)), role("large", 1, whole(5))));
        assertThat(Ground.free(6, 4, 2).placed(gang)).isEqualTo("n1 n1 n0");
        assertThat(Ground.free(8, 2, 1).placed(gang)).isEqualTo("n0 n1 n0");
        assertThat(Ground.free(6, 3, 1).placed(gang)).isEqualTo("no");
    }

    @Test
    void a_gang_of_roles_that_one_node_takes_goes_there() {
        Gang gang = new Gang(List.of(role("small", 2, whole(1)), role("large", 1, whole(4))));
        assertThat(Ground.free(4, 8, 6, 7).placed(gang)).isEqualTo("n2 n2 n2");
    }

    @Test
    void nothing_is_held_after_a_gang_was_placed_or_refused() {
        Ground ground = Ground.free(8, 2, 1);
        ground.placed(new Gang(List.of(role("small", 2, whole(2)), role("large", 1, whole(5)))));
        ground.placed(new Gang(List.of(role("small", 9, whole(2)), role("large", 1, whole(5)))));
        assertThat(ground.pool.freeDevices()).isEqualTo(11);
        assertThat(ground.pool.soldDevices()).isZero();
    }

    @Test
    void what_no_pool_ever_takes_of_several_roles_is_known() {
        Ground full = Ground.free(0, 0);
        Gang fits = new Gang(List.of(role("a", 1, whole(8)), role("b", 2, whole(4))));
        Gang large = new Gang(List.of(role("a", 1, whole(8)), role("b", 2, whole(5))));
        assertThat(full.placement.fitsWhenEmpty(full.pool, Ground.wish(fits))).isTrue();
        assertThat(full.placement.fitsWhenEmpty(full.pool, Ground.wish(large))).isFalse();
    }

    @Test
    void several_shares_on_one_node_get_slots_in_turn() {
        Ground ground = Ground.of(0, SHARED, 2);
        assertThat(ground.placed(parts(3, 400))).isEqualTo("n0#0 n0#0 n0#1");
        assertThat(ground.placed(parts(4, 400))).isEqualTo("n0#0 n0#0 n0#1 n0#1");
        assertThat(ground.placed(parts(5, 400))).isEqualTo("no");
        assertThat(ground.pool.openedDevices(0)).isZero();
    }

    @Test
    void shares_of_two_roles_share_devices() {
        Gang gang = new Gang(List.of(role("a", 2, share(600)), role("b", 2, share(400))));
        assertThat(Ground.of(0, SHARED, 2).placed(gang)).isEqualTo("n0#0 n0#1 n0#0 n0#1");
    }

    @Test
    void shares_open_no_more_devices_than_may_be_sold() {
        assertThat(Ground.of(14, SHARED, 8, 8).placed(parts(4, 500))).isEqualTo("n0#0 n0#0 n0#1 n0#1");
        assertThat(Ground.of(15, SHARED, 8, 8).placed(parts(4, 500))).isEqualTo("no");
    }

    @Test
    void instances_are_placed_slice_by_slice() {
        Ground ground = Ground.of(0, NodeTraits.PLAIN.selling(DeviceMode.PARTITIONED), 1);
        Gang two = Gang.of(2, WorkerShape.of(new Accelerators.Partition(MigProfile.parse("3g.40gb")), 0, 0));
        assertThat(ground.placed(two)).isEqualTo("n0#0@4 n0#0");
    }

    @Test
    void a_node_that_sells_whole_devices_lacks_the_mode_for_shares() {
        Ground ground = Ground.free(8, 8);
        assertThat(ground.placement
                        .counts(ground.pool, Ground.wish(parts(1, 500)), NodeLimit.NONE)
                        .refused())
                .isEqualTo(Map.of(Lack.MODE, 2));
    }
}
