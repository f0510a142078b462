package io.xisuan.scheduler.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the state refuses, what spare means, and how parts of devices are given. */
class ClusterStateTest {
    private static final SiteId SITE = new SiteId("s");
    private static final DeviceType TYPE = new DeviceType("h800");
    private static final NodeName NODE = new NodeName("n");
    private static final JobId JOB = new JobId("ns", "j", "u");

    private static ClusterState state(int headroom, int background) {
        return ClusterState.of(
                List.of(SiteShape.of(SITE, Map.of(TYPE, headroom), 0, true)),
                List.of(NodeShape.of(SITE, NODE, TYPE, Capacity.of(8, 64_000, 1_000), NodeLoad.ofDevices(background))));
    }

    private static ClusterState selling(DeviceMode mode) {
        Capacity capacity = new Capacity(2, 80_000, 64_000, 1_000, Collections.emptySortedMap());
        NodeTraits traits = NodeTraits.PLAIN.selling(mode);
        return ClusterState.of(
                List.of(SiteShape.of(SITE)), List.of(new NodeShape(SITE, NODE, TYPE, capacity, traits, NodeLoad.NONE)));
    }

    private static RunningJob job(JobId id, Gang gang, List<WorkerPlacement> workers) {
        JobRequest request = JobRequest.of(id, new TenantId("t"), gang, List.of(Variant.of(TYPE)), Times.of(0, 1_000));
        return RunningJob.of(request, new Allocation(id, SITE, TYPE, gang, workers), 0, 1_000);
    }

    private static RunningJob job(Gang gang) {
        List<WorkerPlacement> workers = new ArrayList<>();
        for (int rank = 0; rank < gang.workers(); rank++) {
            workers.add(new WorkerPlacement(rank, NODE, gang.shape(rank).wholeDevices()));
        }
        return job(JOB, gang, workers);
    }

    /** Starts jobs of one worker one after the other where the state would put them, and returns slot and start of each. */
    private static List<String> started(ClusterState state, Accelerators... each) {
        Pool pool = state.pools().getFirst();
        List<String> places = new ArrayList<>();
        for (Accelerators part : each) {
            WorkerShape shape = WorkerShape.of(part, 0, 0);
            if (pool.workersThatFit(0, shape, 1) == 0) {
                places.add("no");
            } else {
                WorkerPlacement at = pool.placement(0, shape, 0);
                JobId id = new JobId("ns", "j" + state.runningCount(), "u");
                state.start(job(id, Gang.of(1, shape), List.of(at)));
                places.add(at.slot() + "@" + at.start());
            }
        }
        return places;
    }

    private static Accelerators share(int milli) {
        return new Accelerators.Share(milli);
    }

    private static Accelerators mig(String profile) {
        return new Accelerators.Partition(MigProfile.parse(profile));
    }

    @Test
    void what_is_sellable_is_free_and_beyond_the_headroom() {
        assertThat(state(2, 0).sellableDevices(SITE, TYPE)).isEqualTo(6);
        assertThat(state(2, 5).sellableDevices(SITE, TYPE)).isEqualTo(3);
        assertThat(state(9, 0).sellableDevices(SITE, TYPE)).isZero();
        assertThat(state(2, 0).sellableDevices(SITE, new DeviceType("other"))).isZero();
    }

    @Test
    void an_owner_that_arrives_on_our_devices_leaves_nothing_free_and_takes_nothing_from_us() {
        ClusterState state = state(0, 0);
        state.start(job(Gang.ofDevices(1, 6)));
        state.setBackground(SITE, NODE, NodeLoad.ofDevices(5));
        assertThat(state.freeDevices(SITE, NODE)).isZero();
        assertThat(state.allocation(JOB)).isPresent();
        state.end(JOB);
        assertThat(state.freeDevices(SITE, NODE)).isEqualTo(3);
    }

    @Test
    void no_node_is_given_more_than_it_has_in_any_resource() {
        for (Gang gang : List.of(Gang.of(1, 9, 0, 0), Gang.of(1, 1, 64_001, 0), Gang.of(1, 1, 0, 1_001))) {
            ClusterState state = state(0, 0);
            assertThatThrownBy(() -> state.start(job(gang)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ns/j")
                    .hasMessageContaining("node n of s has no room");
            assertThat(state.freeDevices(SITE, NODE)).isEqualTo(8);
        }
    }

    @Test
    void a_gang_that_fails_half_way_changes_nothing() {
        ClusterState state = state(0, 0);
        Gang three = Gang.ofDevices(3, 3);
        assertThatThrownBy(() -> state.start(job(three))).hasMessageContaining("no room");
        List<WorkerPlacement> elsewhere =
                List.of(new WorkerPlacement(0, NODE, 3), new WorkerPlacement(1, new NodeName("gone"), 3));
        assertThatThrownBy(() -> state.start(job(JOB, Gang.ofDevices(2, 3), elsewhere)))
                .hasMessage("Site s has no node gone");
        assertThat(state.freeDevices(SITE, NODE)).isEqualTo(8);
        assertThat(state.running()).isEmpty();
        assertThat(state.runningOn(0)).isEmpty();
    }

    @Test
    void a_job_holds_places_once() {
        ClusterState state = state(0, 0);
        state.start(job(Gang.ofDevices(1, 1)));
        assertThatThrownBy(() -> state.start(job(Gang.ofDevices(1, 1)))).hasMessage("Job ns/j already holds places");
        state.end(JOB);
        assertThatThrownBy(() -> state.end(JOB)).hasMessage("Job ns/j holds nothing that could be given back");
        assertThatThrownBy(() -> state.stopBy(JOB, 1)).hasMessage("Job ns/j does not run and cannot be told to stop");
    }

    @Test
    void names_that_are_twice_or_nowhere_are_refused() {
        NodeShape node = NodeShape.of(SITE, NODE, TYPE, Capacity.of(1, 0, 0), NodeLoad.NONE);
        SiteShape site = SiteShape.of(SITE);
        assertThatThrownBy(() -> ClusterState.of(List.of(site), List.of(node, node)))
                .hasMessage("Node n of site s is given twice");
        assertThatThrownBy(() -> ClusterState.of(List.of(site, site), List.of()))
                .hasMessage("Site s is given twice");
        assertThatThrownBy(() -> ClusterState.of(List.of(), List.of(node)))
                .hasMessage("Node n is at site s, which is not given");
        assertThatThrownBy(() -> state(0, 9)).hasMessage("Node n has 8 devices; nobody holds 9 of them");
    }

    @Test
    void marks_nest_and_are_used_once() {
        ClusterState state = state(0, 0);
        int outer = state.checkpoint();
        int inner = state.checkpoint();
        state.start(job(Gang.ofDevices(1, 3)));
        state.commit(inner);
        assertThat(state.freeDevices(SITE, NODE)).isEqualTo(5);
        state.rollback(outer);
        assertThat(state.freeDevices(SITE, NODE)).isEqualTo(8);
        assertThatThrownBy(() -> state.rollback(outer)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_job_that_is_told_to_stop_is_as_it_was_when_that_is_taken_back() {
        ClusterState state = state(0, 0);
        state.start(job(Gang.ofDevices(1, 3)));
        RunningJob before = state.running(JOB).orElseThrow();
        int mark = state.checkpoint();
        state.stopBy(JOB, 70);
        state.stopBy(JOB, 50);
        RunningJob leaving = state.running(JOB).orElseThrow();
        assertThat(leaving.leavesMillis()).isEqualTo(OptionalLong.of(50));
        assertThat(leaving.interruptions()).isEqualTo(1);
        assertThat(state.freeDevices(SITE, NODE)).isEqualTo(5);
        state.rollback(mark);
        assertThat(state.running(JOB)).containsSame(before);
        assertThat(state.runningOn(0)).containsExactly(before);
    }

    @Test
    void a_node_that_is_cordoned_or_lost_has_nothing_free_and_is_still_held() {
        ClusterState state = state(0, 0);
        Pool pool = state.pools().getFirst();
        state.start(job(Gang.ofDevices(1, 3)));
        state.setCordoned(SITE, NODE, true);
        state.setLost(SITE, NODE, true);
        state.setCordoned(SITE, NODE, false);
        assertThat(pool.isOpen(0)).isFalse();
        assertThat(pool.freeDevices()).isZero();
        assertThat(pool.soldDevices()).isEqualTo(3);
        state.setLost(SITE, NODE, false);
        assertThat(pool.freeDevices(0)).isEqualTo(5);
    }

    @Test
    void a_share_goes_to_the_opened_device_that_it_leaves_least_of() {
        ClusterState state = selling(DeviceMode.SHARED);
        assertThat(started(state, share(300), share(800), share(200), share(700), share(1)))
                .containsExactly("0@0", "1@0", "1@0", "0@0", "no");
        assertThat(state.pools().getFirst().openedDevices(0)).isEqualTo(2);
    }

    @Test
    void a_device_is_open_until_its_last_part_has_gone() {
        ClusterState state = selling(DeviceMode.SHARED);
        Pool pool = state.pools().getFirst();
        started(state, share(300), share(300));
        assertThat(pool.soldDevices()).isEqualTo(1);
        state.end(new JobId("ns", "j0", "u"));
        assertThat(pool.freeDevices()).isEqualTo(1);
        state.end(new JobId("ns", "j1", "u"));
        assertThat(pool.freeDevices()).isEqualTo(2);
        assertThat(pool.soldDevices()).isZero();
    }

    @Test
    void shares_by_memory_and_by_thousandths_never_exceed_a_device_together() {
        ClusterState state = selling(DeviceMode.SHARED);
        Accelerators third = new Accelerators.MemoryShare(26_667);
        assertThat(started(state, third, share(667), share(666), share(1))).containsExactly("0@0", "1@0", "0@0", "1@0");
        assertThat(started(state, new Accelerators.MemoryShare(80_001))).containsExactly("no");
    }

    @Test
    void an_instance_begins_where_it_leaves_room_for_larger_ones() {
        assertThat(started(
                        selling(DeviceMode.PARTITIONED),
                        mig("3g.40gb"),
                        mig("4g.40gb"),
                        mig("7g.80gb"),
                        mig("1g.10gb")))
                .containsExactly("0@4", "0@0", "1@0", "no");
        assertThat(started(selling(DeviceMode.PARTITIONED), mig("1g.10gb"), mig("3g.40gb"), mig("2g.20gb")))
                .containsExactly("0@6", "0@0", "0@4");
    }

    @Test
    void a_node_sells_in_its_own_way_alone() {
        assertThat(started(selling(DeviceMode.WHOLE), share(1), mig("1g.10gb"))).containsExactly("no", "no");
        assertThat(started(selling(DeviceMode.SHARED), mig("1g.10gb"))).containsExactly("no");
        assertThat(started(selling(DeviceMode.PARTITIONED), share(1))).containsExactly("no");
    }
}
