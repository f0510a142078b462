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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** The kept order of nodes against scores computed anew, over random histories of starts, ends and cordons in two pools. */
class NodeRankingTest {
    private static final SiteId SITE = new SiteId("s");
    private static final List<WorkerShape> SHAPES = List.of(
            WorkerShape.of(new Accelerators.Share(300), 4000, 10),
            WorkerShape.of(new Accelerators.Share(650), 12_000, 10),
            WorkerShape.of(new Accelerators.Whole(1), 11_000, 10),
            WorkerShape.of(new Accelerators.Whole(2), 20_000, 10),
            WorkerShape.of(new Accelerators.None(), 8000, 10));

    private static ClusterState state(int nodes, Random random) {
        List<NodeShape> shapes = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            shapes.add(new NodeShape(
                    SITE,
                    new NodeName("n" + i),
                    i % 3 == 0 ? OneNode.T4 : OneNode.G2,
                    Capacity.of(1 + random.nextInt(4), 8000L * (1 + random.nextInt(8)), 100),
                    NodeTraits.PLAIN.selling(DeviceMode.SHARED),
                    NodeLoad.ofDevices(0)));
        }
        return ClusterState.of(List.of(SiteShape.of(SITE)), shapes);
    }

    private static FleetOutline fleet() {
        List<WorkerNeed> seen =
                SHAPES.stream().map(shape -> WorkerNeed.of(shape, Set.of(), 0)).toList();
        return new FleetOutline(
                TypicalMix.of(seen),
                new FleetOutline.Largest(64_000, 4),
                new TreeMap<>(Map.of(OneNode.T4, 10L, OneNode.G2, 20L)));
    }

    @Test
    void kept_scores_order_nodes_as_scores_computed_anew() {
        for (int seed = 0; seed < 21; seed++) {
            Random random = new Random(seed);
            ClusterState state = state(1 + random.nextInt(30), random);
            NodePolicy policy = List.of(NodePolicy.values()).get(seed % NodePolicy.values().length);
            List<NodeRanking> kept = new ArrayList<>();
            for (Pool pool : state.pools()) {
                SHAPES.forEach(shape -> kept.add(new NodeRanking(pool, shape, PolicyBlend.of(policy), fleet())));
            }
            List<JobId> running = new ArrayList<>();
            for (int step = 0; step < 150; step++) {
                change(state, step, running, random);
                int which = random.nextInt(kept.size());
                Pool pool = state.pools().get(which / SHAPES.size());
                assertSame(kept.get(which), pool, random, "seed %d, %s, step %d".formatted(seed, policy, step));
                if (!policy.draws()) {
                    NodeRanking fresh =
                            new NodeRanking(pool, SHAPES.get(which % SHAPES.size()), PolicyBlend.of(policy), fleet());
                    fresh.renew();
                    for (int node = pool.firstNode(); node < pool.endNode(); node++) {
                        assertThat(kept.get(which).score(node)).isEqualTo(fresh.score(node));
                    }
                }
            }
        }
    }

    private static void assertSame(NodeRanking ranking, Pool pool, Random random, String where) {
        int from = pool.firstNode() + random.nextInt(pool.endNode() - pool.firstNode());
        int end = from + random.nextInt(pool.endNode() - from + 1);
        int barred = random.nextInt(3);
        IntPredicate admitted = node -> node % 3 != barred;
        ranking.renew();
        int best = -1;
        for (int node = from; node < end; node++) {
            boolean better = best < 0 || ranking.score(node) > ranking.score(best);
            best = admitted.test(node) && ranking.score(node) != NodeRanking.UNFIT && better ? node : best;
        }
        assertThat(ranking.best(from, end, admitted)).as(where).isEqualTo(best);
    }

    private static void change(ClusterState state, int step, List<JobId> running, Random random) {
        Pool pool = state.pools().get(random.nextInt(state.pools().size()));
        int node = pool.firstNode() + random.nextInt(pool.endNode() - pool.firstNode());
        int deed = random.nextInt(10);
        if (deed == 0) {
            state.setCordoned(SITE, pool.nodeName(node), random.nextBoolean());
        } else if (deed < 4 && !running.isEmpty()) {
            state.end(running.remove(random.nextInt(running.size())));
        } else {
            WorkerShape shape = SHAPES.get(random.nextInt(SHAPES.size()));
            if (pool.workersThatFit(node, shape, 1) == 1) {
                running.add(start(state, pool, node, shape, step));
            }
        }
    }

    private static JobId start(ClusterState state, Pool pool, int node, WorkerShape shape, int step) {
        JobId id = new JobId("ns", "j" + step, "u");
        Gang gang = Gang.of(1, shape);
        JobRequest request =
                JobRequest.of(id, new TenantId("t"), gang, List.of(Variant.of(pool.type())), Times.of(0, 1));
        Allocation allocation = new Allocation(id, SITE, pool.type(), gang, List.of(pool.placement(node, shape, 0)));
        state.start(RunningJob.of(request, allocation, 0, 1));
        return id;
    }
}
