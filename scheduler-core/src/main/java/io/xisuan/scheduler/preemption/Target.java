package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A pool where a waiting job could run if there were room; an elastic gang is placed there with its fewest workers.
 *
 * @param holdMillis for how long from now the gang may hold its places
 * @param maySell says whether the gang stays within what may be sold for as long as it runs, with what is held when it is asked
 */
public record Target(Pool pool, PlacementWish wish, NodeLimit limit, long holdMillis, BooleanSupplier maySell) {
    /** A pool of which nothing is kept for later, for a gang that never ends. */
    public Target(Pool pool, PlacementWish wish, NodeLimit limit) {
        this(pool, wish, limit, Long.MAX_VALUE, () -> true);
    }

    public Target {
        if (wish.gang().isElastic()) {
            wish = new PlacementWish(wish.gang().smallest(), wish.variant(), wish.topology(), wish.avoided());
        }
    }

    /** Returns the gang's places as things stand, or empty. */
    Optional<Places> places(Placement placement) {
        return maySell.getAsBoolean() ? placement.place(pool, wish, limit) : Optional.empty();
    }

    Gang gang() {
        return wish.gang();
    }

    /** Says whether a worker of the gang takes a part of a device, so that devices freed say little about its room. */
    boolean hasParts() {
        return gang().devicesTouched() != gang().devices();
    }
}
