package io.xisuan.scheduler.fairness;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Random trees of queues, uses and waiting jobs; the same seed gives the same. */
final class RandomQueues {
    static final long NOW_MILLIS = 1_800_000_000_000L;
    static final DeviceType A = new DeviceType("a");
    static final DeviceType B = new DeviceType("b");

    private static final DeviceTotals TOTALS = DeviceTotals.of(cluster());

    private final SplittableRandom random;

    RandomQueues(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static TenantId tenant(int number) {
        return new TenantId("t" + number);
    }

    /** Returns a tree of some of the tenants below some groups, of which the first submits jobs too. */
    QueueTree tree(int tenants) {
        List<Queue> queues = new ArrayList<>();
        List<TenantId> groups = new ArrayList<>();
        for (int group = 0; group < random.nextInt(4); group++) {
            TenantId id = group == 0 ? tenant(0) : new TenantId("g" + group);
            queues.add(new Queue(id, parent(groups), 0, OptionalLong.empty(), random.nextInt(1, 4)));
            groups.add(id);
        }
        for (int number = 1; number < tenants; number++) {
            if (random.nextInt(4) > 0) {
                queues.add(new Queue(tenant(number), parent(groups), 0, OptionalLong.empty(), random.nextInt(1, 4)));
            }
        }
        return QueueTree.of(queues);
    }

    private Optional<TenantId> parent(List<TenantId> groups) {
        return groups.isEmpty() || random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(groups.get(random.nextInt(groups.size())));
    }

    /** Returns 80 devices of type a and 16 of type b with 80 GiB of memory each, at one site. */
    static ClusterState cluster() {
        SiteId site = new SiteId("s");
        List<NodeShape> nodes = new ArrayList<>();
        for (int node = 0; node < 12; node++) {
            nodes.add(NodeShape.of(
                    site,
                    new NodeName("n" + node),
                    node < 10 ? A : B,
                    new Capacity(8, 80 * 1024, 100_000, 100_000, Collections.emptySortedMap()),
                    NodeLoad.NONE));
        }
        return ClusterState.of(List.of(SiteShape.of(site)), nodes);
    }

    Fairness fairness(int tenants) {
        Usage usage = new Usage(TOTALS);
        PastUse past = PastUse.none();
        for (int number = 0; number < tenants; number++) {
            if (random.nextBoolean()) {
                usage.add(tenant(number), random.nextInt(3) > 0 ? A : B, random.nextInt(20) * 500L);
            }
            if (random.nextInt(3) == 0) {
                past.add(
                        tenant(number),
                        random.nextLong(50_000L * 3_600_000L),
                        NOW_MILLIS - random.nextLong(400_000_000L));
            }
        }
        return Fairness.of(tree(tenants), usage, past);
    }

    List<JobRequest> waiting(int jobs, int tenants) {
        List<JobRequest> waiting = new ArrayList<>();
        for (int number = 0; number < jobs; number++) {
            waiting.add(job(number, tenant(random.nextInt(tenants))));
        }
        return waiting;
    }

    private JobRequest job(int number, TenantId tenant) {
        List<Variant> variants = random.nextInt(3) > 0
                ? List.of(Variant.of(A))
                : List.of(Variant.of(new DeviceType(random.nextBoolean() ? "b" : "nowhere")), Variant.of(A));
        long submitted = NOW_MILLIS - random.nextInt(10) * 3_000_000L;
        return JobRequest.of(
                        new JobId("ns", "j" + number, "u" + number),
                        tenant,
                        gang(),
                        variants,
                        Times.of(submitted, 3_600_000))
                .withPriority(random.nextInt(2));
    }

    private Gang gang() {
        return switch (random.nextInt(4)) {
            case 0 -> Gang.of(1, WorkerShape.of(new Accelerators.Share(random.nextInt(1, 1000)), 0, 0));
            case 1 -> Gang.of(2, WorkerShape.of(new Accelerators.MemoryShare(random.nextInt(1, 90_000)), 0, 0));
            case 2 -> new Gang(List.of(new Role(Gang.WORKER, 1, 4, WorkerShape.of(new Accelerators.Whole(2), 0, 0))));
            default -> Gang.ofDevices(random.nextInt(1, 5), random.nextInt(1, 9));
        };
    }
}
