package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a whole gang within one pool, in the order of ranks. */
public record Places(Gang gang, List<Share> shares) {
    /** So many workers of the role with this index on the node with this index. */
    public record Share(int role, int node, int workers) {}

    public Places {
        shares = List.copyOf(shares);
    }

    /** Returns one placement a rank. */
    public List<WorkerPlacement> workers(Pool pool) {
        List<WorkerPlacement> placements = new ArrayList<>(gang.workers());
        for (Share share : shares) {
            WorkerShape shape = gang.roles().get(share.role()).shape();
            for (int i = 0; i < share.workers(); i++) {
                placements.add(pool.placement(share.node(), shape, placements.size()));
            }
        }
        return placements;
    }
}
