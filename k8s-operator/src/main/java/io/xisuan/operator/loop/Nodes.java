package io.xisuan.operator.loop;

import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.market.SiteNodes;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.List;

/** The observed nodes as nodes of sites. */
final class Nodes {
    private Nodes() {}

    static SiteNodes of(List<Site> sites, List<ObservedCluster> seen) {
        List<SiteNodes.Source> sources = new ArrayList<>();
        for (ObservedCluster cluster : seen) {
            for (ObservedNode node : cluster.nodes()) {
                sources.add(new SiteNodes.Source(node.name().value(), node.labels(), site -> shape(site, node)));
            }
        }
        return SiteNodes.of(sites, sources);
    }

    /** A node that takes no pods has nothing free, and what runs there still runs. */
    private static Translation<NodeShape> shape(Site site, ObservedNode node) {
        Translation<NodeShape> shape = NodeTranslation.shape(site, node);
        boolean open = node.ready() && node.schedulable();
        return !open && shape instanceof Translation.Done<NodeShape>(NodeShape known)
                ? new Translation.Done<>(full(known))
                : shape;
    }

    private static NodeShape full(NodeShape node) {
        return node.withBackground(node.whole());
    }
}
