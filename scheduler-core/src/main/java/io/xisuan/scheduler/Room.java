package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.NodeCounts;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.Optional;

/**
 * Where there is room now without delaying what is reserved, and without what the site's own users need before it would be
 * given back.
 */
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

    /** Returns the gang's places in the pool for so long from now, of an elastic one as many as there is room for, or empty. */
    Optional<Places> places(Pool pool, PlacementWish wish, long holdMillis) {
        Skyline skyline = future.skyline(pool);
        if (skyline.isOpen(holdMillis)) {
            return placement.placeElastic(pool, wish, NodeLimit.NONE);
        }
        NodeLimit limit = skyline.hasReservations() ? skyline.limit(holdMillis) : NodeLimit.NONE;
        if (skyline.maySell(wish.gang().largest(), holdMillis)) {
            return placement.placeElastic(pool, wish, limit);
        }
        return wish.gang().isElastic() ? smaller(pool, wish, limit, holdMillis) : Optional.empty();
    }

    private Optional<Places> smaller(Pool pool, PlacementWish wish, NodeLimit limit, long holdMillis) {
        Skyline skyline = future.skyline(pool);
        Role elastic =
                wish.gang().roles().stream().filter(Role::isElastic).findFirst().orElseThrow();
        for (int workers = elastic.maxWorkers() - 1; workers >= elastic.minWorkers(); workers--) {
            Gang gang = wish.gang().sized(workers);
            if (skyline.maySell(gang, holdMillis)) {
                Optional<Places> places = placement.place(pool, wish.with(gang), limit);
                if (places.isPresent()) {
                    return places;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns why {@link #places} refused the gang in the pool. */
    Shortage shortage(Pool pool, PlacementWish wish, long holdMillis) {
        PlacementWish smallest = wish.with(wish.gang().smallest());
        if (placement.place(pool, smallest, NodeLimit.NONE).isEmpty()) {
            return Shortage.of(pool, smallest.gang());
        }
        return future.skyline(pool).isKept(smallest.gang(), holdMillis) ? Shortage.kept(pool) : Shortage.reserved(pool);
    }

    /** Returns what the pool's nodes lack for the gang's fewest workers. */
    NodeCounts counts(Pool pool, PlacementWish wish, long holdMillis) {
        Skyline skyline = future.skyline(pool);
        return placement.counts(pool, wish, skyline.hasReservations() ? skyline.limit(holdMillis) : NodeLimit.NONE);
    }
}
