package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** So many workers of a role on a node. */
record Spot(int role, PlainNode node, int workers) {
    /** Returns one placement a rank, of spots in the order in which they were chosen. */
    static List<WorkerPlacement> workers(Gang gang, List<Spot> spots) {
        List<WorkerPlacement> ranks = new ArrayList<>();
        PlainPlacement.Trial trial = new PlainPlacement.Trial();
        int first = 0;
        List<Integer> firsts = new ArrayList<>();
        for (int role = 0; role < gang.roles().size(); role++) {
            firsts.add(first);
            first += gang.roles().get(role).maxWorkers();
        }
        for (Spot spot : spots) {
            WorkerShape shape = gang.roles().get(spot.role()).shape();
            for (int i = 0; i < spot.workers(); i++) {
                ranks.add(trial.take(spot.node(), shape, firsts.get(spot.role())));
                firsts.set(spot.role(), firsts.get(spot.role()) + 1);
            }
        }
        trial.undo();
        ranks.sort(Comparator.comparingInt(WorkerPlacement::rank));
        return ranks;
    }
}
