package io.xisuan.scheduler.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the state refuses, and what spare means. */
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

    private static Allocation allocation(Gang gang) {
        return new Allocation(
                JOB,
                SITE,
                TYPE,
                gang,
                List.of(new WorkerPlacement(0, NODE, gang.shape(0).wholeDevices())));
    }

    private static RunningJob running(Gang gang) {
        JobRequest request = JobRequest.of(JOB, new TenantId("t"), gang, List.of(Variant.of(TYPE)), Times.of(0, 1));
        return RunningJob.of(request, allocation(gang), 0, 1);
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
        state.start(running(Gang.ofDevices(1, 6)));
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
            assertThatThrownBy(() -> state.start(running(gang)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ns/j")
                    .hasMessageContaining("node n of s has no room");
            assertThat(state.freeDevices(SITE, NODE)).isEqualTo(8);
        }
    }

    @Test
    void a_job_holds_places_once() {
        ClusterState state = state(0, 0);
        state.start(running(Gang.ofDevices(1, 1)));
        assertThatThrownBy(() -> state.start(running(Gang.ofDevices(1, 1))))
                .hasMessage("Job ns/j already holds places");
        state.end(JOB);
        assertThatThrownBy(() -> state.end(JOB)).hasMessage("Job ns/j holds nothing that could be given back");
    }

    @Test
    void a_gang_is_allocated_whole() {
        assertThatThrownBy(() -> allocation(Gang.ofDevices(2, 1)))
                .hasMessage("Job ns/j: a gang of 2 x 1 is placed whole, not with 1 workers");
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
        state.start(running(Gang.ofDevices(1, 3)));
        state.commit(inner);
        assertThat(state.freeDevices(SITE, NODE)).isEqualTo(5);
        state.rollback(outer);
        assertThat(state.freeDevices(SITE, NODE)).isEqualTo(8);
        assertThatThrownBy(() -> state.rollback(outer)).isInstanceOf(IllegalStateException.class);
    }
}
