package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a whole gang within one pool, each with its number of workers, in the order of ranks. */
public record Places(List<Share> shares) {
    /** So many workers on the node with this index. */
    public record Share(int node, int workers) {}

    public Places {
        shares = List.copyOf(shares);
    }

    /** Returns one placement a rank. */
    public List<WorkerPlacement> workers(Pool pool, Gang gang) {
        List<WorkerPlacement> placements = new ArrayList<>(gang.workers());
        for (Share share : shares) {
            for (int i = 0; i < share.workers(); i++) {
                placements.add(
                        new WorkerPlacement(placements.size(), pool.nodeName(share.node()), gang.devicesPerWorker()));
            }
        }
        return placements;
    }
}
