package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One cycle with a thousand nodes and ten thousand waiting jobs, all of different length. */
class SchedulerScaleTest {
    private static final int SITES = 5;
    private static final int NODES_PER_SITE = 200;
    private static final int JOBS = 10_000;
    private static final DeviceType TYPE = new DeviceType("nvidia-h800-80g");

    /** Many times what it takes, so that only a change of order fails on a slow machine; see the printed time. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    @Test
    void a_thousand_nodes_and_ten_thousand_jobs_are_planned_quickly() {
        Scheduler.Situation situation = situation();
        Plan empty = Scheduler.plan(situation, PlanOptions.standard());
        assertThat(empty.decisions().size()).isEqualTo(JOBS);
        assertThat(empty.starts().size()).isGreaterThan(300);
        for (Decision.Start start : empty.starts()) {
            situation
                    .state()
                    .start(RunningJob.of(start.request(), start.allocation(), 1_000, start.expectedEndMillis()));
        }
        List<JobId> started =
                empty.starts().stream().map(Decision.Start::job).sorted().toList();
        List<JobRequest> rest = situation.queue().stream()
                .filter(job -> Collections.binarySearch(started, job.id()) < 0)
                .toList();
        Scheduler.Situation full =
                new Scheduler.Situation(situation.state(), rest, situation.costs(), situation.nowMillis());
        for (String name : new String[] {"cold", "warm", "warm"}) {
            long before = System.nanoTime();
            Plan plan = Scheduler.plan(full, PlanOptions.standard());
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            System.out.printf(
                    "full cluster, %d waiting, %d start, %s: %d ms%n",
                    rest.size(), plan.starts().size(), name, took.toMillis());
            assertThat(plan.decisions().size()).isEqualTo(rest.size());
            assertThat(took).isLessThan(BOUND);
        }
    }

    private static Scheduler.Situation situation() {
        SplittableRandom random = new SplittableRandom(7);
        List<SiteShape> sites = new ArrayList<>();
        List<NodeShape> nodes = new ArrayList<>();
        Map<SiteId, Long> prices = new TreeMap<>();
        for (int s = 0; s < SITES; s++) {
            SiteId site = new SiteId("site-" + s);
            sites.add(SiteShape.of(site));
            prices.put(site, 100L + s);
            for (int n = 0; n < NODES_PER_SITE; n++) {
                NodeLoad load = NodeLoad.ofDevices(random.nextInt(4) == 0 ? random.nextInt(9) : 0);
                nodes.add(NodeShape.of(site, new NodeName("node-" + n), TYPE, Capacity.of(8, 96_000, 1_000_000), load));
            }
        }
        List<JobRequest> queue = new ArrayList<>();
        for (int j = 0; j < JOBS; j++) {
            queue.add(job(j, random));
        }
        return new Scheduler.Situation(ClusterState.of(sites, nodes), queue, new ListPrices(prices, Map.of()), 1_000);
    }

    private static JobRequest job(int j, SplittableRandom random) {
        int workers = random.nextInt(5) == 0 ? random.nextInt(2, 17) : 1;
        int devices = workers > 1 ? 8 : 1 << random.nextInt(4);
        return JobRequest.of(
                        new JobId("ns", "job-" + j, "uid-" + j),
                        new TenantId("t" + j % 4),
                        Gang.of(workers, devices, 1_000L * devices, 10_000L * devices),
                        List.of(Variant.of(TYPE)),
                        Times.of(j, random.nextLong(60_000, 500_000_000)))
                .withPriority(random.nextInt(3));
    }
}
