package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.Trial;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.placement.policy.NodeScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The nodes of a whole gang within one pool, in the order in which they were chosen: within a role the order of ranks. */
public record Places(Gang gang, List<Share> shares) {
    /**
     * So many workers of the role with this index on the node with this index.
     *
     * @param device which opened device the part of the only worker goes to, or {@link NodeScorer#NEW_DEVICE}; empty for the
     *     tightest
     */
    public record Share(int role, int node, int workers, OptionalInt device) {
        public Share(int role, int node, int workers) {
            this(role, node, workers, OptionalInt.empty());
        }
    }

    public Places {
        shares = List.copyOf(shares);
    }

    /** Returns the places of a gang whose workers stand on these nodes of the pool, in the order of ranks. */
    public static Places of(Gang gang, List<Integer> nodeByRank) {
        List<Share> shares = new ArrayList<>();
        int rank = 0;
        for (int role = 0; role < gang.roles().size(); role++) {
            int end = rank + gang.roles().get(role).maxWorkers();
            while (rank < end) {
                int node = nodeByRank.get(rank);
                int first = rank;
                while (rank < end && nodeByRank.get(rank) == node) {
                    rank++;
                }
                shares.add(new Share(role, node, rank - first));
            }
        }
        return new Places(gang, shares);
    }

    /** Returns one placement a rank; the state must be as it was when the places were found. */
    public List<WorkerPlacement> workers(Pool pool) {
        WorkerPlacement[] placements = new WorkerPlacement[gang.workers()];
        if (takesParts()) {
            try (Trial trial = pool.trial()) {
                fill(placements, (share, shape, rank) -> trial.take(share.node(), shape, rank, share.device()));
            }
        } else {
            fill(placements, (share, shape, rank) -> pool.placement(share.node(), shape, rank));
        }
        return List.of(placements);
    }

    private interface Spot {
        WorkerPlacement at(Share share, WorkerShape shape, int rank);
    }

    private void fill(WorkerPlacement[] placements, Spot spot) {
        int[] nextRank = firstRanks();
        for (Share share : shares) {
            WorkerShape shape = gang.roles().get(share.role()).shape();
            for (int i = 0; i < share.workers(); i++) {
                int rank = nextRank[share.role()]++;
                placements[rank] = spot.at(share, shape, rank);
            }
        }
    }

    private boolean takesParts() {
        for (Role role : gang.roles()) {
            if (role.shape().accelerators().isPart()) {
                return true;
            }
        }
        return false;
    }

    private int[] firstRanks() {
        int[] first = new int[gang.roles().size()];
        for (int role = 1; role < first.length; role++) {
            first[role] = first[role - 1] + gang.roles().get(role - 1).maxWorkers();
        }
        return first;
    }
}
