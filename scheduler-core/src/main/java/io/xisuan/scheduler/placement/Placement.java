package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import java.util.Optional;

public final class Placement {
    public Placement(ClusterState state) {}

    public Optional<Places> place(Pool pool, PlacementWish wish, NodeLimit limit) {
        return GangPlacement.place(pool, wish.gang(), limit);
    }

    public boolean fitsWhenEmpty(Pool pool, PlacementWish wish) {
        return GangPlacement.fitsWhenEmpty(pool, wish.gang());
    }
}
