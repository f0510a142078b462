package io.xisuan.operator.market;

import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which nodes belong to which site: each to the one site whose selector chooses it.
 *
 * @param shapes the nodes of sites, in the order given
 * @param unclaimed the names of nodes that no site chooses, as those of a control plane
 * @param problems one for each node that two sites choose or that cannot be understood
 */
public record SiteNodes(List<NodeShape> shapes, List<String> unclaimed, List<ResourceProblem> problems) {
    /**
     * A node before it is understood.
     *
     * @param shape translates it as a node of a site
     */
    public record Source(String name, Map<String, String> labels, Function<Site, Translation<NodeShape>> shape) {
        public Source {
            labels = Map.copyOf(labels);
        }
    }

    public SiteNodes {
        shapes = List.copyOf(shapes);
        unclaimed = List.copyOf(unclaimed);
        problems = problems.stream().sorted().toList();
    }

    /** Returns the nodes of the sites; a node that cannot be understood is left out with its problem. */
    public static SiteNodes of(List<Site> sites, List<Source> nodes) {
        List<NodeShape> shapes = new ArrayList<>();
        List<String> unclaimed = new ArrayList<>();
        Findings findings = new Findings();
        for (Source node : nodes) {
            Named named = new Named(ResourceKind.NODE, "", node.name());
            List<Site> owners = sites.stream()
                    .filter(site -> NodeTranslation.chooses(site, node.labels()))
                    .toList();
            if (owners.isEmpty()) {
                unclaimed.add(node.name());
            } else if (owners.size() > 1) {
                findings.add(
                        named,
                        "metadata.labels",
                        ProblemReason.MANY_SITES,
                        "is chosen by %d sites: it belongs to exactly one".formatted(owners.size()));
            } else {
                findings.done(named, node.shape().apply(owners.getFirst())).ifPresent(shapes::add);
            }
        }
        return new SiteNodes(shapes, unclaimed, findings.problems());
    }
}
