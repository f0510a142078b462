package io.xisuan.operator.metering.live;

import io.xisuan.model.SiteId;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one look says of the inventory of sites.
 *
 * @param sites every site that was looked at whole; a node of theirs that is not among the nodes is gone
 * @param nodes each resource of each of their nodes
 */
public record SiteLook(SortedSet<SiteId> sites, List<NodeLook> nodes) {
    /** A look at no site. */
    public static final SiteLook NONE = new SiteLook(new TreeSet<>(), List.of());

    public SiteLook {
        sites = Collections.unmodifiableSortedSet(new TreeSet<>(sites));
        nodes = List.copyOf(nodes);
    }
}
