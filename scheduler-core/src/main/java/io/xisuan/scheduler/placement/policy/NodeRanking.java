package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.cluster.ChangeLog;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The nodes of a pool in the order of a policy for workers of one shape: a tournament over kept scores, of which only those of nodes that
 * changed since are renewed. Of equal scores the first node wins; a node that no such worker fits on is in no order.
 *
 * <p>A choice costs one score and one path to the root for each change since the last, and some paths down; policies that draw score
 * every node anew. For one thread.
 */
public final class NodeRanking {
    /** The score of a node that no worker of the shape fits on. */
    public static final long UNFIT = Long.MIN_VALUE;

    private final Pool pool;
    private final WorkerShape shape;
    private final WorkerNeed need;
    private final NodeScorer scorer;
    private final boolean draws;
    private final PoolNode view;
    /** Node {@code first + i} at {@code leaves + i}; each place above holds the greater of the two below it. */
    private final long[] tree;

    private final int leaves;
    private long position = -1;
    private long draw;

    public NodeRanking(Pool pool, WorkerShape shape, PolicyBlend policy, FleetOutline fleet) {
        this.pool = pool;
        this.shape = shape;
        this.need =
                WorkerNeed.of(shape, Set.of(), pool.capacity(pool.firstNode()).deviceMemoryMib());
        this.scorer = policy.scorer(fleet);
        this.draws = policy.draws();
        this.view = new PoolNode(pool);
        this.leaves = Integer.highestOneBit(Math.max(1, pool.endNode() - pool.firstNode() - 1)) * 2;
        this.tree = new long[2 * leaves];
    }

    /** Renews what changed and begins a new choice: policies that draw draw anew. */
    public void renew() {
        ChangeLog changes = pool.changes();
        draw++;
        if (position < 0 || draws || !changes.reaches(position) || changes.end() - position > leaves) {
            Arrays.fill(tree, UNFIT);
            for (int node = pool.firstNode(); node < pool.endNode(); node++) {
                tree[leaf(node)] = scored(node);
            }
            for (int at = leaves - 1; at > 0; at--) {
                tree[at] = Math.max(tree[2 * at], tree[2 * at + 1]);
            }
        } else {
            for (long change = position; change < changes.end(); change++) {
                renew(changes.node(change));
            }
        }
        position = changes.end();
    }

    private void renew(int node) {
        if (node < pool.firstNode() || node >= pool.endNode()) {
            return;
        }
        int at = leaf(node);
        tree[at] = scored(node);
        for (at /= 2; at > 0; at /= 2) {
            tree[at] = Math.max(tree[2 * at], tree[2 * at + 1]);
        }
    }

    private long scored(int node) {
        return pool.workersThatFit(node, shape, 1) == 0 ? UNFIT : scorer.score(view.at(node), need, draw);
    }

    private int leaf(int node) {
        return leaves + node - pool.firstNode();
    }

    /** Returns the score of a node as of the last {@link #renew}. */
    public long score(int node) {
        return tree[leaf(node)];
    }

    /** Returns the best node from {@code from} to before {@code end} that is admitted, or -1. */
    public int best(int from, int end, IntPredicate admitted) {
        return best(1, pool.firstNode(), leaves, -1, new Wanted(from, end, admitted));
    }

    private record Wanted(int from, int end, IntPredicate admitted) {}

    /** Returns the better of a node found before and the best below a place of the tree, which stands for so many nodes. */
    private int best(int at, int firstNode, int nodes, int found, Wanted wanted) {
        boolean outside = firstNode >= wanted.end() || firstNode + nodes <= wanted.from();
        if (outside || tree[at] == UNFIT || (found >= 0 && !beats(at, firstNode, found))) {
            return found;
        }
        if (nodes == 1) {
            return wanted.admitted().test(firstNode) ? firstNode : found;
        }
        int half = nodes / 2;
        boolean leftFirst = tree[2 * at] >= tree[2 * at + 1];
        int left = leftFirst ? best(2 * at, firstNode, half, found, wanted) : found;
        int right = best(2 * at + 1, firstNode + half, half, left, wanted);
        return leftFirst ? right : best(2 * at, firstNode, half, right, wanted);
    }

    private boolean beats(int at, int firstNode, int found) {
        long score = score(found);
        return tree[at] > score || (tree[at] == score && firstNode < found);
    }

    /** Returns which opened device of the node a share goes to, or {@link NodeScorer#NEW_DEVICE}. */
    public int device(int node) {
        return scorer.device(view.at(node), need, draw);
    }
}
