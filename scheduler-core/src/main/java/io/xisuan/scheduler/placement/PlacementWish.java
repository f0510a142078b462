package io.xisuan.scheduler.placement;

import io.xisuan.model.NodeName;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import java.util.SortedSet;

/** What is to be placed: a gang that may be elastic, as a variant, so close together, and not on some nodes. */
public record PlacementWish(Gang gang, Variant variant, TopologyWish topology, SortedSet<NodeName> avoided) {
    /** Returns what a job with these wishes asks for. */
    public static PlacementWish of(Gang gang, Variant variant, Wishes wishes) {
        return new PlacementWish(gang, variant, wishes.topology(), wishes.avoided());
    }
}
