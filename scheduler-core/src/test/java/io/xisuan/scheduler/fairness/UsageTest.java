package io.xisuan.scheduler.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final TenantId ANN = new TenantId("ann");

    @Test
    void a_gang_on_several_nodes_counts_once_for_its_tenant() {
        ClusterState state = RandomQueues.cluster();
        Gang gang = Gang.ofDevices(3, 4);
        Allocation allocation = new Allocation(
                new JobId("ns", "j", "u"),
                new SiteId("s"),
                RandomQueues.A,
                gang,
                List.of(
                        new WorkerPlacement(0, new NodeName("n3"), 4),
                        new WorkerPlacement(1, new NodeName("n3"), 4),
                        new WorkerPlacement(2, new NodeName("n1"), 4)));
        JobRequest request =
                JobRequest.of(allocation.job(), ANN, gang, List.of(Variant.of(RandomQueues.A)), Times.of(0, 1000));
        state.start(RunningJob.of(request, allocation, 0, 1000));
        Usage usage = Usage.of(state);
        assertThat(usage.milli(ANN, RandomQueues.A)).isEqualTo(12_000);
        assertThat(usage.milli(ANN, RandomQueues.B)).isZero();
        assertThat(usage.milli(ANN)).isEqualTo(12_000);
    }

    @Test
    void parts_of_devices_are_worth_their_part_rounded_up() {
        DeviceTotals totals = DeviceTotals.of(RandomQueues.cluster());
        assertThat(milli(totals, new Accelerators.Share(300))).isEqualTo(300);
        assertThat(milli(totals, new Accelerators.MemoryShare(80 * 1024 / 3))).isEqualTo(334);
        assertThat(milli(totals, new Accelerators.MemoryShare(90 * 1024))).isEqualTo(1000);
        assertThat(milli(totals, new Accelerators.Partition(MigProfile.parse("3g.40gb"))))
                .isEqualTo(500);
        assertThat(milli(totals, new Accelerators.Whole(8))).isEqualTo(8000);
    }

    private static long milli(DeviceTotals totals, Accelerators each) {
        return totals.milli(Gang.of(1, WorkerShape.of(each, 1, 1)), RandomQueues.A);
    }
}
