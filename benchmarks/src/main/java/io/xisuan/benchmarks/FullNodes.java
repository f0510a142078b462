package io.xisuan.benchmarks;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One made-up site of nodes with 8 devices and many further resources, all held by jobs that may be stopped. */
final class FullNodes {
    private static final SiteId SITE = new SiteId("site-0");
    private static final DeviceType TYPE = new DeviceType("nvidia-h800-80g");
    private static final int DEVICES = 8;
    private static final int NODES_PER_RACK = 20;
    private static final long MINUTE_MILLIS = 60_000L;
    /** Devices, CPU and memory. */
    private static final int BASIC_RESOURCES = 3;

    private final SortedMap<String, Long> others = new TreeMap<>();
    private final ClusterState state;
    private final SplittableRandom random = new SplittableRandom(42);

    /**
     * @param resources that each node counts and each worker asks for
     * @param jobsPerNode that share a node in equal parts
     */
    FullNodes(int nodes, int resources, int jobsPerNode) {
        for (int other = BASIC_RESOURCES; other < resources; other++) {
            others.put("example.com/resource-" + other, 8L);
        }
        List<NodeShape> shapes = new ArrayList<>(nodes);
        for (int node = 0; node < nodes; node++) {
            Capacity capacity = new Capacity(DEVICES, 80 * 1024, 192_000, 2_000_000, others);
            NodeTraits traits = NodeTraits.inRack("rack-%04d".formatted(node / NODES_PER_RACK));
            shapes.add(new NodeShape(SITE, name(node), TYPE, capacity, traits, NodeLoad.NONE));
        }
        state = ClusterState.of(List.of(SiteShape.of(SITE)), shapes);
        for (int job = 0; job < nodes * jobsPerNode; job++) {
            run(job, name(job / jobsPerNode), DEVICES / jobsPerNode);
        }
    }

    private static NodeName name(int node) {
        return new NodeName("node-%06d".formatted(node));
    }

    private WorkerShape shape(int devices) {
        SortedMap<String, Long> part = new TreeMap<>(others);
        part.replaceAll((resource, amount) -> amount * devices / DEVICES);
        return new WorkerShape(Accelerators.whole(devices), 24_000L * devices, 250_000L * devices, part);
    }

    private void run(int number, NodeName node, int devices) {
        JobRequest request = job("running-" + number, number % 200, Gang.of(1, shape(devices)))
                .withInterruption(new Interruption(true, 60 * MINUTE_MILLIS, 0, 5 * MINUTE_MILLIS));
        List<WorkerPlacement> workers = List.of(new WorkerPlacement(0, node, devices));
        long started = Fleet.NOW_MILLIS - random.nextLong(1, 10_000) * MINUTE_MILLIS;
        state.start(RunningJob.of(
                request,
                new Allocation(request.id(), SITE, TYPE, request.gang(), workers),
                started,
                Fleet.NOW_MILLIS + random.nextLong(1, 10_000) * MINUTE_MILLIS));
    }

    private static JobRequest job(String name, int tenant, Gang gang) {
        return JobRequest.of(
                new JobId("bench", name, "uid-" + name),
                new TenantId("tenant-" + tenant),
                gang,
                List.of(Variant.of(TYPE)),
                Times.of(Fleet.NOW_MILLIS - MINUTE_MILLIS, 600 * MINUTE_MILLIS));
    }

    /** Returns what a cycle plans from when a gang of whole nodes waits that goes before all that run. */
    Scheduler.Situation waiting(int pods) {
        JobRequest gang = job("gang", 0, Gang.of(pods, shape(DEVICES))).withPriority(1);
        FlatPrices prices = new FlatPrices(Map.of(SITE, Money.ofFen(100)));
        return new Scheduler.Situation(state, List.of(gang), prices, Fleet.NOW_MILLIS);
    }
}
