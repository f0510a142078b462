package io.xisuan.scheduler.placement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What policies see of the scheduler's own state. */
class PoolNodeTest {
    private static final SiteId SITE = new SiteId("s");

    private static NodeShape node(String name) {
        return new NodeShape(
                SITE,
                new NodeName(name),
                OneNode.T4,
                Capacity.of(4, 64_000, 1000),
                NodeTraits.PLAIN.selling(DeviceMode.SHARED),
                NodeLoad.ofDevices(0));
    }

    private static void start(ClusterState state, String id, int node, Accelerators accelerators) {
        Pool pool = state.pools().getFirst();
        WorkerShape shape = WorkerShape.of(accelerators, 10_000, 1);
        Gang gang = Gang.of(1, shape);
        JobId job = new JobId("ns", id, "u");
        JobRequest request =
                JobRequest.of(job, new TenantId("t"), gang, List.of(Variant.of(OneNode.T4)), Times.of(0, 1));
        Allocation allocation = new Allocation(job, SITE, OneNode.T4, gang, List.of(pool.placement(node, shape, 0)));
        state.start(RunningJob.of(request, allocation, 0, 1));
    }

    @Test
    void a_cursor_shows_the_node_that_it_stands_at() {
        ClusterState state = ClusterState.of(List.of(SiteShape.of(SITE)), List.of(node("a"), node("b")));
        Pool pool = state.pools().getFirst();
        int second = pool.firstNode() + 1;
        start(state, "share", second, new Accelerators.Share(300));
        start(state, "whole", second, new Accelerators.Whole(2));
        PoolNode view = new PoolNode(pool).at(second);
        assertThat(view.type()).isEqualTo(OneNode.T4);
        assertThat(view.devices()).isEqualTo(4);
        assertThat(view.wholeFree()).isEqualTo(1);
        assertThat(view.opened()).isEqualTo(1);
        assertThat(view.openFreeMilli(0)).isEqualTo(700);
        assertThat(view.freeMilli()).isEqualTo(1700);
        assertThat(view.freeCpuMillis()).isEqualTo(44_000);
        assertThat(view.heldKinds()).isEqualTo(0b101);
        assertThat(view.at(pool.firstNode()).freeMilli()).isEqualTo(4000);
        assertThat(view.heldKinds()).isZero();
    }

    @Test
    void a_device_that_is_given_back_is_no_longer_opened_for_shares() {
        ClusterState state = ClusterState.of(List.of(SiteShape.of(SITE)), List.of(node("a")));
        Pool pool = state.pools().getFirst();
        start(state, "share", pool.firstNode(), new Accelerators.Share(300));
        state.end(new JobId("ns", "share", "u"));
        PoolNode view = new PoolNode(pool);
        assertThat(view.freeMilli()).isEqualTo(4000);
        assertThat(NodeScorer.tightest(view, WorkerNeed.of(1, 1, 100))).isEqualTo(NodeScorer.NEW_DEVICE);
    }
}
