package io.xisuan.operator.loop;

import io.xisuan.billing.store.Drain;
import io.xisuan.model.NodeName;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.NodeTranslation;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the place of a drain names among the sites and nodes that are seen: a site, a node, or {@code SITE/NODE}. Pure. */
sealed interface DrainedPlace {
    /**
     * Nodes to empty; none of a site that has none.
     *
     * @param names in order of name
     */
    record Nodes(SortedSet<NodeName> names) implements DrainedPlace {
        public Nodes {
            names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        }
    }

    /** No place has that name; the text says what to write instead. */
    record Unknown(String text) implements DrainedPlace {}

    /** Several places have that name; the text says what to write instead. */
    record Ambiguous(String text) implements DrainedPlace {}

    static DrainedPlace of(String place, List<Site> sites, List<ObservedNode> nodes) {
        int slash = place.indexOf('/');
        if (slash > 0) {
            return site(sites, place.substring(0, slash))
                    .flatMap(site -> nodes.stream()
                            .filter(node -> isNamed(node, place.substring(slash + 1)) && isOf(site, node))
                            .findFirst())
                    .<DrainedPlace>map(node -> new Nodes(new TreeSet<>(List.of(node.name()))))
                    .orElseGet(() -> new Unknown("no site has a node %s".formatted(place)));
        }
        Optional<Site> site = site(sites, place);
        Optional<ObservedNode> node =
                nodes.stream().filter(seen -> isNamed(seen, place)).findFirst();
        if (site.isPresent() && node.isPresent()) {
            return new Ambiguous("there is a site and a node of the name %s: write SITE/%s for the node, or rename one"
                    .formatted(place, place));
        }
        if (site.isPresent()) {
            return new Nodes(nodes.stream()
                    .filter(seen -> isOf(site.get(), seen))
                    .map(ObservedNode::name)
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return node.<DrainedPlace>map(seen -> new Nodes(new TreeSet<>(List.of(seen.name()))))
                .orElseGet(() -> new Unknown("there is neither a site nor a node %s: the sites are %s; see xisuan nodes"
                        .formatted(place, names(sites))));
    }

    /**
     * What a drain's place names: a site that was made after the drain was asked for was not meant, and one that stood already when a leader
     * took the drain for a place was, whatever nodes came since.
     */
    static DrainedPlace of(Drain drain, List<Site> sites, List<ObservedNode> nodes) {
        List<Site> meant =
                sites.stream().filter(site -> !madeAfter(site, drain)).toList();
        boolean isSite = drain.state() != Drain.State.PENDING
                && site(meant, drain.place()).isPresent();
        return of(
                drain.place(),
                meant,
                isSite
                        ? nodes.stream()
                                .filter(node -> !isNamed(node, drain.place()))
                                .toList()
                        : nodes);
    }

    private static boolean madeAfter(Site site, Drain drain) {
        String made = site.getMetadata().getCreationTimestamp();
        return made != null && Instant.parse(made).toEpochMilli() > drain.requestedAtMillis();
    }

    private static Optional<Site> site(List<Site> sites, String name) {
        return sites.stream()
                .filter(site -> site.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static boolean isNamed(ObservedNode node, String name) {
        return node.name().value().equals(name);
    }

    private static boolean isOf(Site site, ObservedNode node) {
        return NodeTranslation.chooses(site, node.labels());
    }

    private static String names(List<Site> sites) {
        return sites.stream().map(site -> site.getMetadata().getName()).sorted().collect(Collectors.joining(", "));
    }
}
