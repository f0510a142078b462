package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.List;

/**
 * The nodes of a pool as one role of a gang sees them: how many of its workers each takes, and which is the fullest.
 *
 * <p>Fuller is a node on which the workers open fewer devices; of equals the one with fewer free devices; of equals the
 * first. Nodes that earlier roles of the gang went to come before all others.
 */
final class Search {
    private final Pool pool;
    private final PlacementWish wish;
    private final NodeLimit limit;
    private final WorkerShape shape;
    private final List<Integer> used;
    /** Whether some nodes are refused by the wish alone; most wishes refuse none, and that is asked for each node. */
    private final boolean choosy;

    /**
     * @param used the nodes that earlier roles of the gang went to
     */
    Search(Pool pool, PlacementWish wish, NodeLimit limit, WorkerShape shape, List<Integer> used) {
        this.pool = pool;
        this.wish = wish;
        this.limit = limit;
        this.shape = shape;
        this.used = used;
        this.choosy = !wish.avoided().isEmpty() || wish.variant().architecture().isPresent();
    }

    Pool pool() {
        return pool;
    }

    WorkerShape shape() {
        return shape;
    }

    /** Returns how many workers the node takes, at most so many. */
    int workers(int node, int most) {
        int free = pool.workersThatFit(node, shape, most);
        if (free == 0 || (choosy && !admits(node))) {
            return 0;
        }
        return Math.min(free, limit.workers(node, shape, free));
    }

    /** Says whether the node could hold a whole device as long, beside all that is reserved there. */
    boolean takesWhole(int node) {
        WorkerShape whole = WorkerShape.of(Accelerators.whole(1), shape.cpuMillis(), shape.memoryMib());
        return pool.workersThatFit(node, whole, 1) == 1 && limit.workers(node, whole, 1) == 1;
    }

    /** Says whether it does not matter to what is reserved which device of the node is taken. */
    boolean mayTakeAny(int node) {
        return limit.equals(NodeLimit.NONE) || takesWhole(node);
    }

    private boolean admits(int node) {
        return (wish.avoided().isEmpty() || !wish.avoided().contains(pool.nodeName(node)))
                && (wish.variant().architecture().isEmpty()
                        || wish.variant().architecture().get()
                                == pool.traits(node).architecture());
    }

    boolean hasUsed() {
        return !used.isEmpty();
    }

    boolean isUsed(int node) {
        return used.contains(node);
    }

    int opened(int node, int workers) {
        return pool.devicesOpened(node, shape, workers);
    }

    /** Returns the fullest node of the range, none of those taken, that takes so many workers, or -1. */
    int fullest(Range range, int workers, Taken taken) {
        int best = -1;
        for (int node : used) {
            if (range.holds(node)
                    && !taken.has(node)
                    && workers(node, workers) >= workers
                    && (best < 0 || isFuller(node, best, workers))) {
                best = node;
            }
        }
        if (best >= 0) {
            return best;
        }
        return shape.accelerators().isPart() ? leastOpening(range, workers, taken) : leastFree(range, workers, taken);
    }

    private boolean isFuller(int node, int than, int workers) {
        int byOpened = Integer.compare(opened(node, workers), opened(than, workers));
        int byFree = byOpened != 0 ? byOpened : Integer.compare(pool.freeDevices(node), pool.freeDevices(than));
        return byFree != 0 ? byFree < 0 : node < than;
    }

    private int leastFree(Range range, int workers, Taken taken) {
        long least = (long) workers * shape.wholeDevices();
        for (long free = least; free <= pool.maxDevices(); free++) {
            int node = pool.nextWithFree((int) free, range.first());
            while (node >= 0 && node < range.end()) {
                if (!taken.has(node) && workers(node, workers) >= workers) {
                    return node;
                }
                node = pool.nextWithFree((int) free, node + 1);
            }
        }
        return -1;
    }

    private int leastOpening(Range range, int workers, Taken taken) {
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int free = 0; free <= pool.maxDevices() && least > 0; free++) {
            int node = pool.nextWithFree(free, range.first());
            while (node >= 0 && node < range.end() && least > 0) {
                if (!taken.has(node) && workers(node, workers) >= workers) {
                    int opened = opened(node, workers);
                    best = opened < least ? node : best;
                    least = Math.min(least, opened);
                }
                node = pool.nextWithFree(free, node + 1);
            }
        }
        return best;
    }
}
