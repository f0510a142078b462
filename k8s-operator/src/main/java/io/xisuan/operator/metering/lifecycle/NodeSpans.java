package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The inventory of a site over time: what each resource of each node was in which span. */
public final class NodeSpans {
    private static final Comparator<NodeSpan> ORDER =
            Comparator.comparing(NodeSpan::interval).thenComparing(NodeSpan::toString);

    private final TreeMap<NodeResource, TreeSet<NodeSpan>> spans = new TreeMap<>();

    /** Takes one span; saying the same again is harmless. */
    public void add(NodeSpan span) {
        spans.computeIfAbsent(new NodeResource(span.node(), span.resource()), key -> new TreeSet<>(ORDER))
                .add(span);
    }

    /**
     * Checks that no two spans of one resource of one node say different things of one time.
     *
     * @throws IllegalArgumentException when they do
     */
    public void refuseOverlaps() {
        spans.forEach((where, known) -> {
            long until = 0;
            for (NodeSpan span : known) {
                if (span.interval().startMillis() < until) {
                    throw new IllegalArgumentException("Spans of %s overlap at %s".formatted(where, span.interval()));
                }
                until = span.interval().endMillis();
            }
        });
    }

    /** Returns every resource of every node of which something is known, in order. */
    public Set<NodeResource> resources() {
        return spans.keySet();
    }

    /** Returns what is known of the node's resource, in order of time. */
    public Collection<NodeSpan> of(NodeResource where) {
        return spans.getOrDefault(where, new TreeSet<>(ORDER));
    }

    /** Returns the window as far as spans of the node's resource cover it, gaps between them included. */
    Optional<Interval> covered(NodeResource where, Interval window) {
        TreeSet<NodeSpan> known = spans.getOrDefault(where, new TreeSet<>(ORDER));
        return known.isEmpty()
                ? Optional.empty()
                : new Interval(
                                known.first().interval().startMillis(),
                                known.last().interval().endMillis())
                        .intersection(window);
    }

    /** Returns how many lanes there ever were, or no bound where no inventory is known. */
    int capacity(NodeResource where) {
        return of(where).stream().mapToInt(NodeSpan::devices).max().orElse(Integer.MAX_VALUE);
    }

    /** Returns what a lane is of a device: of several statements the largest; whole, where no inventory is known. */
    AcceleratorShare laneShare(NodeResource where) {
        return of(where).stream()
                .map(NodeSpan::laneShare)
                .max(Comparator.comparing(AcceleratorShare::asRational))
                .orElse(AcceleratorShare.WHOLE);
    }
}
