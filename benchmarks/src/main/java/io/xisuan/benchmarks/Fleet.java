package io.xisuan.benchmarks;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Five made-up sites of equal nodes, the jobs that run there, and made-up jobs that wait; the same seed gives the same.
 *
 * @param tenants how many tenants submit in turn
 */
record Fleet(ClusterState state, CostModel costs, int tenants) {
    static final long NOW_MILLIS = 1_800_000_000_000L;

    private static final int SITES = 5;
    private static final long MINUTE_MILLIS = 60_000L;
    private static final long MONTH_MINUTES = 30 * 24 * 60L;
    private static final DeviceType TYPE = new DeviceType("nvidia-h800-80g");

    private static final int NODES_PER_RACK = 16;

    /** What the made-up sites look like; racks of sixteen nodes. */
    record Plan(int nodes, int devicesPerNode, int tenants) {}

    /** Returns a fleet of which nobody holds anything. */
    static Fleet empty(Plan plan) {
        List<SiteShape> sites = new ArrayList<>();
        Map<SiteId, Money> prices = new TreeMap<>();
        for (int site = 0; site < SITES; site++) {
            sites.add(SiteShape.of(site(site)));
            prices.put(site(site), Money.ofFen(100L + site));
        }
        List<NodeShape> nodes = new ArrayList<>(plan.nodes());
        for (int node = 0; node < plan.nodes(); node++) {
            NodeName name = new NodeName("node-" + node);
            Capacity capacity = Capacity.of(plan.devicesPerNode(), 192_000, 2_000_000);
            NodeTraits traits = NodeTraits.inRack("rack-" + node / SITES / NODES_PER_RACK);
            nodes.add(new NodeShape(site(node % SITES), name, TYPE, capacity, traits, NodeLoad.NONE));
        }
        return new Fleet(ClusterState.of(sites, nodes), new FlatPrices(prices), plan.tenants());
    }

    private static SiteId site(int number) {
        return new SiteId("site-" + number);
    }

    /** Returns this fleet with what the scheduler itself starts of these jobs running. */
    Fleet with(List<JobRequest> jobs) {
        PlanOptions options = new PlanOptions(QueueOrder.AS_GIVEN, 0, Integer.MAX_VALUE, false);
        for (Decision.Start start : Scheduler.plan(waiting(jobs), options).starts()) {
            state.start(RunningJob.of(start.request(), start.allocation(), NOW_MILLIS, start.expectedEndMillis()));
        }
        return this;
    }

    /** Returns what a cycle plans from when these jobs wait. */
    Scheduler.Situation waiting(List<JobRequest> jobs) {
        return new Scheduler.Situation(state, jobs, costs, NOW_MILLIS);
    }

    /** Returns so many jobs of one gang, each with a run time of its own. */
    List<JobRequest> jobs(String name, int count, Gang gang) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<JobRequest> jobs = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            jobs.add(job(name + "-" + number, number, gang, random));
        }
        return jobs;
    }

    /** Returns so many jobs of mixed size: four in five on one node, the others gangs of whole nodes. */
    List<JobRequest> mixedJobs(String name, int count) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<JobRequest> jobs = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            int workers = random.nextInt(5) == 0 ? random.nextInt(2, 17) : 1;
            int devices = workers > 1 ? 8 : 1 << random.nextInt(4);
            jobs.add(job(name + "-" + number, number, gang(workers, devices), random));
        }
        return jobs;
    }

    /** Returns a gang whose workers ask for CPU and memory in proportion to their devices. */
    static Gang gang(int workers, int devicesPerWorker) {
        return Gang.of(workers, devicesPerWorker, 4_000L * devicesPerWorker, 64_000L * devicesPerWorker);
    }

    private JobRequest job(String name, int number, Gang gang, SplittableRandom random) {
        return JobRequest.of(
                        new JobId("bench", name, "uid-" + name),
                        new TenantId("tenant-" + number % tenants),
                        gang,
                        List.of(Variant.of(TYPE)),
                        Times.of(NOW_MILLIS - number, random.nextLong(1, MONTH_MINUTES) * MINUTE_MILLIS))
                .withPriority(random.nextInt(3));
    }
}
