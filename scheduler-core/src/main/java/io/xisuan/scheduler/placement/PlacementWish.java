package io.xisuan.scheduler.placement;

import io.xisuan.model.NodeName;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to be placed in a pool: a gang that may be elastic, as a variant, so close together, and not on some nodes.
 *
 * @param variant what it would run as there; its architecture keeps nodes of others out
 * @param avoided nodes that it does not go to
 */
public record PlacementWish(Gang gang, Variant variant, TopologyWish topology, SortedSet<NodeName> avoided) {
    public PlacementWish {
        avoided = avoided.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(avoided));
    }

    /** Returns the wish for a gang without any demand on where it goes. */
    public static PlacementWish of(Gang gang, Variant variant) {
        return new PlacementWish(gang, variant, TopologyWish.SITE, Collections.emptySortedSet());
    }

    /** Returns what a job with these wishes asks for where it runs as the variant. */
    public static PlacementWish of(Gang gang, Variant variant, Wishes wishes) {
        return new PlacementWish(gang, variant, wishes.topology(), wishes.avoided());
    }

    /** Returns the same wish for another gang. */
    public PlacementWish with(Gang other) {
        return new PlacementWish(other, variant, topology, avoided);
    }
}
