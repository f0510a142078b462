package io.xisuan.operator.loop;

import io.xisuan.billing.store.Drain;
import io.xisuan.model.NodeName;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Clusters with their drained nodes as if somebody had cordoned them; a cluster that says the same as before is not made anew. For one thread. */
@SuppressWarnings("ReferenceEquality") // an equal object is looked at again, and costs only that
final class DrainedNodes {
    /** What was made of what. */
    private record Made(
            List<Drain> drains, List<Site> sites, List<ObservedCluster> seen, List<ObservedCluster> closed) {}

    private Optional<Made> last = Optional.empty();

    List<ObservedCluster> close(List<Drain> drains, List<Site> sites, List<ObservedCluster> seen) {
        if (drains.isEmpty()) {
            last = Optional.empty();
            return seen;
        }
        Made made = last.filter(before -> before.drains().equals(drains)
                        && before.sites().equals(sites)
                        && identical(before.seen(), seen))
                .orElseGet(() -> new Made(drains, sites, seen, closed(drains, sites, seen)));
        last = Optional.of(made);
        return made.closed();
    }

    static List<ObservedNode> all(List<ObservedCluster> clusters) {
        return clusters.stream().flatMap(cluster -> cluster.nodes().stream()).toList();
    }

    private static boolean identical(List<ObservedCluster> one, List<ObservedCluster> other) {
        return one.size() == other.size() && IntStream.range(0, one.size()).allMatch(i -> one.get(i) == other.get(i));
    }

    private static List<ObservedCluster> closed(List<Drain> drains, List<Site> sites, List<ObservedCluster> seen) {
        List<ObservedNode> nodes = all(seen);
        SortedSet<NodeName> drained = new TreeSet<>();
        for (Drain drain : drains) {
            if (DrainedPlace.of(drain, sites, nodes) instanceof DrainedPlace.Nodes(SortedSet<NodeName> names)) {
                drained.addAll(names);
            }
        }
        List<ObservedCluster> closed = new ArrayList<>();
        seen.forEach(cluster -> closed.add(cluster.withNodes(cluster.nodes().stream()
                .map(node -> drained.contains(node.name()) ? node.cordoned() : node)
                .toList())));
        return List.copyOf(closed);
    }
}
