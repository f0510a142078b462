package io.xisuan.scheduler.demand;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a job may and would like to run.
 *
 * @param sites the only sites it may run at; empty means any
 * @param jurisdictions the only jurisdictions, as {@code CN/GZ} or a part of one; empty means any
 * @param data what it reads; brought to the site before it starts
 * @param checkpoint what it continues from, likewise
 * @param avoided nodes on which it failed
 */
public record Wishes(
        List<SiteId> sites,
        List<String> jurisdictions,
        TopologyWish topology,
        Optional<StoredData> data,
        Optional<StoredData> checkpoint,
        SortedSet<NodeName> avoided) {
    /** Anywhere. */
    public static final Wishes NONE = new Wishes(
            List.of(), List.of(), TopologyWish.SITE, Optional.empty(), Optional.empty(), Collections.emptySortedSet());

    public Wishes {
        sites = List.copyOf(sites);
        jurisdictions = List.copyOf(jurisdictions);
        avoided = avoided.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(avoided));
    }

    /** Says whether a place is wished for, as {@code CN/GZ} is by {@code CN}; a place that is not known only when any will do. */
    public boolean allowsJurisdiction(String place) {
        return jurisdictions.isEmpty()
                || jurisdictions.stream().anyMatch(wish -> place.equals(wish) || place.startsWith(wish + "/"));
    }

    /** Returns the wish for these sites and nothing else. */
    public static Wishes sites(List<SiteId> sites) {
        return sites.isEmpty() ? NONE : NONE.at(sites);
    }

    /** Returns these wishes at other sites. */
    public Wishes at(List<SiteId> only) {
        return new Wishes(only, jurisdictions, topology, data, checkpoint, avoided);
    }

    /** Returns these wishes with another topology. */
    public Wishes near(TopologyWish wish) {
        return new Wishes(sites, jurisdictions, wish, data, checkpoint, avoided);
    }

    /** Returns these wishes without some nodes. */
    public Wishes avoiding(SortedSet<NodeName> nodes) {
        return new Wishes(sites, jurisdictions, topology, data, checkpoint, nodes);
    }

    /** Returns these wishes with data to be brought. */
    public Wishes with(Optional<StoredData> read, Optional<StoredData> continued) {
        return new Wishes(sites, jurisdictions, topology, read, continued, avoided);
    }
}
