package io.xisuan.operator.market;

import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * What became of one node.
     *
     * @param shape the node as one of a site, when exactly one chooses it and it is understood
     */
    public record Placed(String name, Optional<NodeShape> shape, List<ResourceProblem> problems) {
        public Placed {
            problems = List.copyOf(problems);
        }
    }

    /** Returns the nodes of the sites; a node that cannot be understood is left out with its problem. */
    public static SiteNodes of(List<Site> sites, List<Source> nodes) {
        return of(nodes.stream().map(node -> placed(sites, node)).toList());
    }

    /** Returns what became of a node among the sites. */
    public static Placed placed(List<Site> sites, Source node) {
        Findings findings = new Findings();
        Named named = new Named(ResourceKind.NODE, "", node.name());
        List<Site> owners = sites.stream()
                .filter(site -> NodeTranslation.chooses(site, node.labels()))
                .toList();
        if (owners.size() > 1) {
            findings.add(
                    named,
                    "metadata.labels",
                    ProblemReason.MANY_SITES,
                    "is chosen by %d sites: it belongs to exactly one".formatted(owners.size()));
        }
        Optional<NodeShape> shape =
                owners.size() == 1 ? findings.done(named, node.shape().apply(owners.getFirst())) : Optional.empty();
        return new Placed(node.name(), shape, findings.problems());
    }

    /** Returns the nodes of sites among nodes that are placed. */
    public static SiteNodes of(Iterable<Placed> nodes) {
        List<NodeShape> shapes = new ArrayList<>();
        List<String> unclaimed = new ArrayList<>();
        List<ResourceProblem> problems = new ArrayList<>();
        for (Placed node : nodes) {
            node.shape().ifPresent(shapes::add);
            problems.addAll(node.problems());
            if (node.shape().isEmpty() && node.problems().isEmpty()) {
                unclaimed.add(node.name());
            }
        }
        return new SiteNodes(shapes, unclaimed, problems);
    }
}
