package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a gang goes within one pool: whole or not at all.
 *
 * <p>A gang that one node can take goes to the fullest such node, so that empty nodes stay whole. A larger one takes the
 * emptiest nodes, as full as they get, and its rest goes to the fullest node that takes the rest. Ties go to the node that
 * is first by name. A gang that can be placed at all is placed.
 */
public final class GangPlacement {
    private GangPlacement() {}

    /** Returns the places of a gang that can start now within what may be sold, or empty. */
    public static Optional<Places> place(Pool pool, Gang gang, NodeLimit limit) {
        if (gang.devicesTouched() > pool.sellableDevices()) {
            return Optional.empty();
        }
        int onOneNode = fullest(new Search(pool, gang, limit), gang.workers(), List.of());
        if (onOneNode >= 0) {
            return Optional.of(new Places(gang, List.of(new Places.Share(0, onOneNode, gang.workers()))));
        }
        return gang.workers() == 1 ? Optional.empty() : spread(new Search(pool, gang, limit));
    }

    /**
     * Says whether a gang could be placed if nobody held anything of the pool. Headroom is left out: it changes with the
     * hour, so a gang that it keeps out may start later.
     */
    public static boolean fitsWhenEmpty(Pool pool, Gang gang) {
        Role role = gang.roles().getFirst();
        long workers = 0;
        for (int node = pool.firstNode(); node < pool.endNode() && workers < gang.workers(); node++) {
            workers += pool.workersWhenEmpty(node, role.shape(), role.maxWorkers());
        }
        return workers >= gang.workers();
    }

    /** What is looked for and where. */
    private record Search(Pool pool, Gang gang, NodeLimit limit) {
        int workers(int node) {
            int free = pool.workersThatFit(node, shape(), gang.workers());
            return free == 0 ? 0 : Math.min(free, limit.workers(node, shape(), free));
        }

        WorkerShape shape() {
            return gang.roles().getFirst().shape();
        }

        int devicesPerWorker() {
            return shape().wholeDevices();
        }
    }

    /** Returns the fullest node, none of those taken, that takes so many workers, or -1. */
    private static int fullest(Search search, int workers, List<Places.Share> taken) {
        long least = (long) workers * search.devicesPerWorker();
        for (long free = least; free <= search.pool().maxDevices(); free++) {
            int node = search.pool().nextWithFree((int) free, search.pool().firstNode());
            while (node >= 0) {
                if (search.workers(node) >= workers && !isTaken(taken, node)) {
                    return node;
                }
                node = search.pool().nextWithFree((int) free, node + 1);
            }
        }
        return -1;
    }

    /** Goes through the nodes from the emptiest, and ends with the fullest that takes the rest. */
    private static Optional<Places> spread(Search search) {
        List<Places.Share> shares = new ArrayList<>();
        int rest = search.gang().workers();
        for (int free = search.pool().maxDevices(); free >= search.devicesPerWorker(); free--) {
            int node = search.pool().nextWithFree(free, search.pool().firstNode());
            while (node >= 0) {
                int workers = search.workers(node);
                if (workers >= rest) {
                    shares.add(new Places.Share(0, fullest(search, rest, shares), rest));
                    return Optional.of(new Places(search.gang(), shares));
                }
                if (workers > 0) {
                    shares.add(new Places.Share(0, node, workers));
                    rest -= workers;
                }
                node = search.pool().nextWithFree(free, node + 1);
            }
        }
        return Optional.empty();
    }

    private static boolean isTaken(List<Places.Share> taken, int node) {
        for (Places.Share share : taken) {
            if (share.node() == node) {
                return true;
            }
        }
        return false;
    }
}
