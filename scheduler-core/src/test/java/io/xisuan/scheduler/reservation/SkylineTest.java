package io.xisuan.scheduler.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Eta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nodes n0, n1, ... of 8 devices, two a rack; time starts at 10. */
class SkylineTest {
    private static final long NOW = 10;
    private static final SiteId SITE = new SiteId("s");
    private static final DeviceType TYPE = new DeviceType("t");
    private static final Variant VARIANT = Variant.of(TYPE);
    private static final Gang ONE_NODE = Gang.ofDevices(1, 8);

    private final ClusterState state;

    SkylineTest() {
        this.state = state(List.of());
    }

    private static ClusterState state(List<HeadroomStep> calendar) {
        List<NodeShape> nodes = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            nodes.add(new NodeShape(
                    SITE,
                    new NodeName("n" + node),
                    TYPE,
                    Capacity.of(8, 0, 0),
                    NodeTraits.inRack("r" + node / 2),
                    NodeLoad.NONE));
        }
        return ClusterState.of(List.of(SiteShape.of(SITE).withCalendar(calendar)), nodes);
    }

    /** Lets a job hold so many devices of a node until then. */
    private static void runs(ClusterState state, int node, int devices, long untilMillis) {
        int number = state.runningCount();
        while (state.running(id(number)).isPresent()) {
            number++;
        }
        JobId id = id(number);
        Gang gang = Gang.ofDevices(1, devices);
        JobRequest job = JobRequest.of(id, new TenantId("t"), gang, List.of(VARIANT), Times.of(0, 1));
        WorkerPlacement worker = new WorkerPlacement(0, new NodeName("n" + node), devices);
        state.start(RunningJob.of(job, new Allocation(id, SITE, TYPE, gang, List.of(worker)), 0, untilMillis));
    }

    private static JobId id(int number) {
        return new JobId("ns", "r" + number, "r" + number);
    }

    private static Skyline skyline(ClusterState state) {
        return new Future(state, NOW).skyline(pool(state));
    }

    private static Pool pool(ClusterState state) {
        return state.pools().getFirst();
    }

    private static PlacementWish wish(Gang gang) {
        return PlacementWish.of(gang, VARIANT);
    }

    private static Optional<Reservation> earliest(Skyline skyline, Gang gang, long runMillis) {
        return skyline.earliest(wish(gang), runMillis, NOW + 1);
    }

    private static Optional<Long> start(Skyline skyline, Gang gang, long runMillis) {
        return earliest(skyline, gang, runMillis).map(Reservation::startMillis);
    }

    private void fill(int fromNode, long untilMillis) {
        for (int node = fromNode; node < 4; node++) {
            runs(state, node, 8, untilMillis);
        }
    }

    @Test
    void a_gang_waits_until_enough_is_free_on_nodes_as_it_needs_them() {
        runs(state, 0, 4, 1_000);
        runs(state, 0, 2, 20);
        runs(state, 1, 4, 30);
        runs(state, 1, 4, 1_000);
        fill(2, 1_000);
        assertThat(start(skyline(state), ONE_NODE, 5)).contains(1_000L);
        assertThat(start(skyline(state), Gang.ofDevices(2, 4), 5)).contains(30L);
        assertThat(start(skyline(state), Gang.ofDevices(1, 4), 5)).contains(20L);
    }

    @Test
    void what_no_known_end_makes_room_for_has_no_time() {
        state.setCordoned(SITE, new NodeName("n0"), true);
        state.setLost(SITE, new NodeName("n1"), true);
        fill(2, 20);
        assertThat(start(skyline(state), Gang.ofDevices(2, 8), 5)).contains(20L);
        assertThat(start(skyline(state), Gang.ofDevices(3, 8), 5)).isEmpty();
    }

    @Test
    void an_overdue_job_is_given_a_minute_and_a_leaving_one_its_instant() {
        fill(0, 5);
        assertThat(start(skyline(state), ONE_NODE, 5)).contains(NOW + 60_000);
        state.stopBy(id(2), 40);
        assertThat(earliest(skyline(state), ONE_NODE, 5))
                .contains(new Reservation(
                        40, new Places(ONE_NODE, List.of(new Places.Share(0, 2, 1))), Eta.Cause.JOBS_END));
    }

    @Test
    void a_job_fits_before_a_reservation_only_if_it_ends_by_then() {
        fill(1, 100);
        Skyline skyline = skyline(state);
        Gang all = Gang.ofDevices(4, 8);
        Reservation whole = earliest(skyline, all, 50).orElseThrow();
        assertThat(whole.startMillis()).isEqualTo(100);
        skyline.reserve(whole, 50);
        assertThat(skyline.limit(90).workers(0, ONE_NODE.shape(0), 1)).isEqualTo(1);
        assertThat(skyline.limit(91).workers(0, ONE_NODE.shape(0), 1)).isZero();
        assertThat(earliest(skyline, Gang.ofDevices(2, 8), 1))
                .hasValueSatisfying(later -> assertThat(later.startMillis()).isEqualTo(150))
                .hasValueSatisfying(later -> assertThat(later.cause()).isEqualTo(Eta.Cause.QUEUE_AHEAD));
    }

    @Test
    void a_required_rack_is_kept_in_the_future_too() {
        runs(state, 0, 8, 20);
        runs(state, 1, 8, 50);
        runs(state, 2, 8, 30);
        runs(state, 3, 8, 40);
        PlacementWish rack = new PlacementWish(
                Gang.ofDevices(2, 8),
                VARIANT,
                new TopologyWish(TopologyLevel.RACK, true),
                Collections.emptySortedSet());
        Reservation reservation = skyline(state).earliest(rack, 5, NOW + 1).orElseThrow();
        assertThat(reservation.startMillis()).isEqualTo(40);
        assertThat(reservation.places().shares()).extracting(Places.Share::node).containsExactly(2, 3);
        assertThat(start(skyline(state), Gang.ofDevices(2, 8), 5)).contains(30L);
    }

    @Test
    void avoided_nodes_are_avoided_in_the_future_too() {
        fill(0, 20);
        PlacementWish wish = new PlacementWish(
                Gang.ofDevices(4, 8), VARIANT, TopologyWish.SITE, new TreeSet<>(List.of(new NodeName("n1"))));
        assertThat(skyline(state).earliest(wish, 5, NOW + 1)).isEmpty();
    }

    @Test
    void roles_of_one_gang_do_not_count_on_the_same_devices() {
        runs(state, 0, 8, 20);
        runs(state, 1, 8, 40);
        fill(2, 1_000);
        Gang two = new Gang(List.of(
                new Role("head", 1, 1, Gang.ofDevices(1, 6).shape(0)),
                new Role("worker", 1, 1, Gang.ofDevices(1, 4).shape(0))));
        assertThat(start(skyline(state), two, 5)).contains(40L);
    }

    @Test
    void no_job_starts_into_what_the_sites_own_users_need_before_it_ends() {
        ClusterState rented = state(List.of(new HeadroomStep(100, TYPE, 32), new HeadroomStep(200, TYPE, 0)));
        Skyline skyline = skyline(rented);
        assertThat(skyline.isOpen(90)).isTrue();
        assertThat(skyline.maySell(ONE_NODE, 90)).isTrue();
        assertThat(skyline.isOpen(91)).isFalse();
        assertThat(skyline.maySell(ONE_NODE, 91)).isFalse();
        assertThat(skyline.isKept(ONE_NODE, 91)).isTrue();
        assertThat(earliest(skyline, ONE_NODE, 91))
                .hasValueSatisfying(later -> assertThat(later.startMillis()).isEqualTo(200))
                .hasValueSatisfying(later -> assertThat(later.cause()).isEqualTo(Eta.Cause.HEADROOM_FALLS));
    }

    @Test
    void what_starts_or_ends_in_the_state_is_seen() {
        fill(0, 100);
        Skyline skyline = skyline(state);
        assertThat(start(skyline, ONE_NODE, 5)).contains(100L);
        int mark = state.checkpoint();
        state.end(id(1));
        runs(state, 1, 8, 30);
        assertThat(start(skyline, ONE_NODE, 5)).contains(30L);
        state.rollback(mark);
        assertThat(start(skyline, ONE_NODE, 5)).contains(100L);
    }
}
