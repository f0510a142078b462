package io.xisuan.scheduler.preemption;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.fairness.DeviceTotals;
import io.xisuan.scheduler.fairness.Queue;
import io.xisuan.scheduler.fairness.QueueTree;
import io.xisuan.scheduler.fairness.QuotaLedger;
import io.xisuan.scheduler.fairness.Usage;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.reservation.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A few nodes of eight devices, two in a rack, with jobs put on them by hand. */
final class Stage {
    static final long MINUTE = 60_000;
    static final long NOW = 10_000 * MINUTE;
    static final SiteId SITE = new SiteId("s");
    static final DeviceType TYPE = new DeviceType("x");

    final ClusterState state;
    private final List<Queue> queues = new ArrayList<>();

    Stage(int nodes) {
        List<NodeShape> shapes = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            shapes.add(new NodeShape(
                    SITE,
                    new NodeName("n" + node),
                    TYPE,
                    Capacity.of(8, 100_000, 100_000),
                    NodeTraits.inRack("r" + node / 2),
                    NodeLoad.NONE));
        }
        state = ClusterState.of(List.of(SiteShape.of(SITE)), shapes);
    }

    void queue(Queue queue) {
        queues.add(queue);
    }

    Pool pool() {
        return state.pools().getFirst();
    }

    /** Returns a job that others may stop and that saves nothing, of a tenant whose name is that of the job without digits. */
    static JobRequest job(String name, Gang gang) {
        return JobRequest.of(
                        new JobId("ns", name, name),
                        new TenantId(name.replaceAll("[0-9]", "")),
                        gang,
                        List.of(Variant.of(TYPE)),
                        Times.of(NOW - 1000 * MINUTE, 600 * MINUTE))
                .withInterruption(new Interruption(true, 0, 0, 0));
    }

    static JobRequest job(String name, int workers, int devices) {
        return job(name, Gang.ofDevices(workers, devices));
    }

    /** Puts a job's workers on these nodes since so many minutes. */
    RunningJob runs(JobRequest job, long minutes, String... nodes) {
        return runs(job, minutes, 0, nodes);
    }

    RunningJob runs(JobRequest job, long minutes, int interruptions, String... nodes) {
        Gang gang = job.gang().isElastic() ? job.gang().sized(nodes.length) : job.gang();
        List<WorkerPlacement> workers = new ArrayList<>();
        for (int rank = 0; rank < nodes.length; rank++) {
            workers.add(new WorkerPlacement(
                    rank, new NodeName(nodes[rank]), gang.shape(rank).wholeDevices()));
        }
        RunningJob running = new RunningJob(
                job,
                new Allocation(job.id(), SITE, TYPE, gang, workers),
                NOW - minutes * MINUTE,
                NOW + 600 * MINUTE,
                OptionalLong.empty(),
                interruptions);
        state.start(running);
        return running;
    }

    Grounds grounds() {
        return new Grounds(
                state,
                new Placement(state),
                new QuotaLedger(QueueTree.of(queues), Usage.of(state)),
                DeviceTotals.of(state),
                NOW);
    }

    Future future() {
        return new Future(state, NOW);
    }

    Target target(JobRequest job) {
        return new Target(
                pool(), PlacementWish.of(job.gang(), job.variants().getFirst(), job.wishes()), NodeLimit.NONE);
    }

    Optional<Preemption.Found> preempt(JobRequest job) {
        return preempt(job, Budget.NONE);
    }

    Optional<Preemption.Found> preempt(JobRequest job, Budget budget) {
        return new Preemption(grounds()).find(job, List.of(target(job)), budget);
    }

    /** Returns the names of those to stop for a job, or {@code -}. */
    String victims(JobRequest job) {
        return preempt(job)
                .map(found -> String.join(
                        " ",
                        found.victims().stream()
                                .map(victim -> victim.job().name())
                                .toList()))
                .orElse("-");
    }
}
