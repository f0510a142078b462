package io.xisuan.operator.loop;

import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.market.SiteNodes;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The observed nodes as nodes of sites; a node that says the same as before is not understood again. For one thread. */
@SuppressWarnings("ReferenceEquality") // an equal object is looked at again, and costs only that
final class Nodes {
    private record Known(ObservedNode seen, boolean haunted, SiteNodes.Placed placed) {}

    /** Looked up only; never walked. */
    private Map<String, Known> known = new HashMap<>();

    private List<Site> sites = List.of();
    private SiteNodes last = SiteNodes.of(List.of(), List.of());

    /**
     * @param haunted the nodes that are not to be used as long as pods are on them that no attempt accounts for, as {@link Ghosts} says
     */
    SiteNodes of(List<Site> newSites, List<ObservedCluster> clusters, Set<String> haunted) {
        if (!sites.equals(newSites)) {
            known.clear();
            sites = newSites;
        }
        Map<String, Known> next = HashMap.newHashMap(known.size());
        List<SiteNodes.Placed> placed = new ArrayList<>(known.size());
        boolean changed = false;
        for (ObservedCluster cluster : clusters) {
            for (ObservedNode node : cluster.nodes()) {
                String key = Ghosts.place(cluster, node.name().value());
                boolean closed = haunted.contains(key);
                Optional<Known> before = Optional.ofNullable(known.get(key))
                        .filter(then -> then.haunted() == closed && says(then, node));
                Known now =
                        before.orElseGet(() -> new Known(node, closed, SiteNodes.placed(sites, source(node, closed))));
                next.put(key, now);
                placed.add(now.placed());
                changed |= before.isEmpty();
            }
        }
        if (changed || next.size() != known.size()) {
            last = SiteNodes.of(placed);
        }
        known = next;
        return last;
    }

    private static boolean says(Known then, ObservedNode now) {
        return then.seen() == now || then.seen().equals(now);
    }

    private static SiteNodes.Source source(ObservedNode node, boolean haunted) {
        return new SiteNodes.Source(node.name().value(), node.labels(), site -> shape(site, node, haunted));
    }

    /** A node that takes no pods, or has pods that nothing accounts for, has nothing free, and what runs there still runs. */
    private static Translation<NodeShape> shape(Site site, ObservedNode node, boolean haunted) {
        Translation<NodeShape> shape = NodeTranslation.shape(site, node);
        boolean open = ClosedNodes.isOpen(node) && !haunted;
        return !open && shape instanceof Translation.Done<NodeShape>(NodeShape known)
                ? new Translation.Done<>(full(known))
                : shape;
    }

    private static NodeShape full(NodeShape node) {
        return node.withBackground(node.whole());
    }
}
