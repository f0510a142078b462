package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.PlacementWish;

/** A pool where a waiting job could run if there were room; an elastic gang is placed there with its fewest workers. */
public record Target(Pool pool, PlacementWish wish, NodeLimit limit) {
    public Target {
        if (wish.gang().isElastic()) {
            wish = new PlacementWish(wish.gang().smallest(), wish.variant(), wish.topology(), wish.avoided());
        }
    }

    Gang gang() {
        return wish.gang();
    }

    /** Says whether a worker of the gang takes a part of a device, so that devices freed say little about its room. */
    boolean hasParts() {
        return gang().devicesTouched() != gang().devices();
    }
}
