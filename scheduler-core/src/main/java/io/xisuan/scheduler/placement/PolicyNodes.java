package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.ChangeLog;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.placement.policy.FleetOutline;
import io.xisuan.scheduler.placement.policy.NodeScorer;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import io.xisuan.scheduler.placement.policy.PoolNode;
import io.xisuan.scheduler.placement.policy.WorkerNeed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The node that a policy likes best for workers that one node takes, with the scores of all nodes kept from cycle to cycle: only
 * nodes that changed since are scored anew.
 */
final class PolicyNodes {
    /** Scores that are kept in all, over all trees; more, and all trees are forgotten. */
    private static final int MOST_SCORES = 4_000_000;

    private final NodeScorer scorer;
    private final boolean draws;
    /** Looked up only; never walked. */
    private final Map<Key, Scored> trees = new HashMap<>();

    private int scores;

    private record Key(int pool, WorkerShape shape, int workers, Optional<CpuArchitecture> architecture) {}

    PolicyNodes(PolicyBlend policy, FleetOutline fleet) {
        this.scorer = policy.scorer(fleet);
        this.draws = policy.draws();
    }

    /** Says whether it chooses for such workers: one of any kind, or several that a policy can take for one larger. */
    boolean chooses(Role role) {
        return role.maxWorkers() == 1 || !role.shape().accelerators().isPart();
    }

    /** Returns the best node for all workers of the role that takes them and opens no more devices than may be sold, or -1. */
    int best(Search search, PlacementWish wish, Role role) {
        Scored scored = scored(search.pool(), wish, role);
        scored.refresh();
        long sellable = search.pool().sellableDevices();
        int workers = role.maxWorkers();
        return scored.tree.best(
                node -> search.workers(node, workers) >= workers && search.opened(node, workers) <= sellable);
    }

    /**
     * Returns the device of the node that the policy chooses for a share; empty where it has no say: for other workers, and where
     * something is reserved on the node that another device than the tightest might be in the way of.
     */
    OptionalInt device(Search search, PlacementWish wish, Role role, int node) {
        Accelerators each = role.shape().accelerators();
        if (!(each instanceof Accelerators.Share) && !(each instanceof Accelerators.MemoryShare)) {
            return OptionalInt.empty();
        }
        Scored scored = scored(search.pool(), wish, role);
        int device = scorer.device(scored.view.at(node), scored.need, scored.draw());
        boolean opens = device == NodeScorer.NEW_DEVICE;
        boolean free = opens ? search.pool().sellableDevices() > 0 && search.takesWhole(node) : search.mayTakeAny(node);
        return free ? OptionalInt.of(device) : OptionalInt.empty();
    }

    private Scored scored(Pool pool, PlacementWish wish, Role role) {
        Key key = new Key(
                pool.index(), role.shape(), role.maxWorkers(), wish.variant().architecture());
        Scored known = trees.get(key);
        if (known != null) {
            return known;
        }
        int size = pool.endNode() - pool.firstNode();
        if (scores + size > MOST_SCORES) {
            trees.clear();
            scores = 0;
        }
        scores += size;
        Scored scored = new Scored(pool, key);
        trees.put(key, scored);
        return scored;
    }

    /** The scores of one pool's nodes for some workers, as of a position of the log of changes. */
    private final class Scored {
        private final Pool pool;
        private final Key key;
        private final WorkerNeed need;
        private final PoolNode view;
        private final ScoreTree tree;
        private long position = -1;

        Scored(Pool pool, Key key) {
            this.pool = pool;
            this.key = key;
            this.need = need(pool, key.shape(), key.workers());
            this.view = new PoolNode(pool);
            this.tree = new ScoreTree(pool.firstNode(), pool.endNode());
        }

        void refresh() {
            ChangeLog log = pool.changes();
            if (position < 0 || draws || !log.reaches(position)) {
                for (int node = pool.firstNode(); node < pool.endNode(); node++) {
                    tree.set(node, score(node));
                }
                position = log.end();
            }
            for (; position < log.end(); position++) {
                int node = log.node(position);
                if (node >= pool.firstNode() && node < pool.endNode()) {
                    tree.set(node, score(node));
                }
            }
        }

        private long score(int node) {
            boolean built = key.architecture().isEmpty()
                    || key.architecture().get() == pool.traits(node).architecture();
            return built && pool.workersThatFit(node, key.shape(), key.workers()) >= key.workers()
                    ? scorer.score(view.at(node), need, draw())
                    : ScoreTree.NONE;
        }

        /** Drawn from the state alone, so that the same state gives the same plan. */
        private long draw() {
            return 31 * pool.soldDevices() + pool.freeDevices();
        }
    }

    /** Several workers with whole devices count as one that takes all of theirs. */
    private static WorkerNeed need(Pool pool, WorkerShape shape, int workers) {
        WorkerNeed one =
                WorkerNeed.of(shape, Set.of(), pool.capacity(pool.firstNode()).deviceMemoryMib());
        return workers == 1
                ? one
                : new WorkerNeed(one.cpuMillis() * workers, one.devices() * workers, one.milliEach(), one.types());
    }
}
