package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.Optional;

/** Where there is room now without delaying what is reserved. */
final class Room {
    private final Future future;
    private final Placement placement;

    Room(Future future, Placement placement) {
        this.future = future;
        this.placement = placement;
    }

    long nowMillis() {
        return future.nowMillis();
    }

    /** Returns the gang's places in the pool for so long from now, or empty. */
    Optional<Places> places(Pool pool, PlacementWish wish, long holdMillis) {
        Optional<Skyline> skyline = future.known(pool).filter(Skyline::hasReservations);
        if (skyline.isEmpty()) {
            return placement.placeElastic(pool, wish, NodeLimit.NONE);
        }
        return skyline.get().maySell(wish.gang(), holdMillis)
                ? placement.placeElastic(pool, wish, skyline.get().limit(holdMillis))
                : Optional.empty();
    }

    /** Returns why {@link #places} refused the gang in the pool. */
    Shortage shortage(Pool pool, PlacementWish wish) {
        return placement.placeElastic(pool, wish, NodeLimit.NONE).isPresent()
                ? Shortage.reserved(pool)
                : Shortage.of(pool, wish.gang().smallest());
    }
}
