package io.xisuan.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RandomNodes;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.placement.policy.FleetOutline;
import io.xisuan.scheduler.placement.policy.NodePolicy;
import io.xisuan.scheduler.placement.policy.NodeScorer;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import io.xisuan.scheduler.placement.policy.PoolNode;
import io.xisuan.scheduler.placement.policy.TypicalMix;
import io.xisuan.scheduler.placement.policy.WorkerNeed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scores that are kept, against scores that are computed afresh for every choice. */
class PolicyNodesTest {
    private static final int HISTORIES = 40;
    private static final int EVENTS = 60;

    @Test
    void a_policy_with_kept_scores_chooses_as_one_that_scores_every_node_every_time() {
        int chosen = 0;
        for (NodePolicy policy :
                List.of(NodePolicy.BESTFIT, NodePolicy.PACKING, NodePolicy.CLUSTERING, NodePolicy.RANDOM)) {
            for (long seed = 1; seed <= HISTORIES; seed++) {
                chosen += history(policy, new SplittableRandom(seed), policy + ", seed " + seed);
            }
        }
        assertThat(chosen).isGreaterThan(HISTORIES * 10);
    }

    private static int history(NodePolicy policy, SplittableRandom random, String when) {
        List<NodeShape> nodes = RandomNodes.nodes(random, 8);
        ClusterState state =
                ClusterState.of(RandomNodes.SITES.stream().map(SiteShape::of).toList(), nodes);
        FleetOutline fleet = new FleetOutline(TypicalMix.UNKNOWN, new FleetOutline.Largest(8_000, 8), new TreeMap<>());
        Placement placement = new Placement(state, PolicyBlend.of(policy), fleet);
        NodeScorer plain = policy.scorer(fleet);
        int chosen = 0;
        for (int event = 0; event < EVENTS; event++) {
            Pool pool = state.pools().get(random.nextInt(state.pools().size()));
            WorkerShape shape = RandomNodes.gang(random).roles().getFirst().shape();
            PlacementWish wish = PlacementWish.of(Gang.of(1, shape), Variant.of(pool.type()));
            int odd = random.nextInt(3);
            NodeLimit limit = (node, each, most) -> odd == 0 && node % 2 == 0 ? 0 : most;
            Optional<Places> places = placement.place(pool, wish, limit);
            assertThat(places.map(found -> found.shares().getFirst().node()))
                    .as("%s, event %d", when, event)
                    .isEqualTo(best(pool, shape, limit, plain));
            chosen += places.isPresent() ? 1 : 0;
            places.ifPresent(found -> start(state, pool, wish, found));
            if (random.nextInt(3) == 0 && state.runningCount() > 0) {
                state.end(state.running()
                        .get(random.nextInt(state.runningCount()))
                        .job());
            }
            if (random.nextInt(4) == 0) {
                NodeShape node = nodes.get(random.nextInt(nodes.size()));
                state.setCordoned(node.site(), node.name(), random.nextBoolean());
            }
        }
        return chosen;
    }

    private static Optional<Integer> best(Pool pool, WorkerShape shape, NodeLimit limit, NodeScorer scorer) {
        WorkerNeed need =
                WorkerNeed.of(shape, Set.of(), pool.capacity(pool.firstNode()).deviceMemoryMib());
        long draw = 31 * pool.soldDevices() + pool.freeDevices();
        Optional<Integer> best = Optional.empty();
        long most = Long.MIN_VALUE;
        for (int node = pool.firstNode(); node < pool.endNode(); node++) {
            if (pool.workersThatFit(node, shape, 1) == 1
                    && limit.workers(node, shape, 1) == 1
                    && pool.devicesOpened(node, shape, 1) <= pool.sellableDevices()) {
                long score = scorer.score(new PoolNode(pool).at(node), need, draw);
                best = best.isEmpty() || score > most ? Optional.of(node) : best;
                most = Math.max(most, score);
            }
        }
        return best;
    }

    private static void start(ClusterState state, Pool pool, PlacementWish wish, Places places) {
        JobId id = new JobId("ns", "j" + pool.changes().end(), "u");
        JobRequest request = JobRequest.of(id, new TenantId("t"), wish.gang(), List.of(wish.variant()), Times.of(0, 1));
        Allocation allocation = new Allocation(id, pool.site(), pool.type(), wish.gang(), places.workers(pool));
        state.start(RunningJob.of(request, allocation, 0, 1));
    }
}
