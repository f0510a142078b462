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

    private final TreeMap<NodeResource, TreeSet<Long>> gone = new TreeMap<>();

    /** Takes one span; saying the same again is harmless. */
    public void add(NodeSpan span) {
        spans.computeIfAbsent(new NodeResource(span.node(), span.resource()), key -> new TreeSet<>(ORDER))
                .add(span);
    }

    /** Notes that the node's resource left the site at that time: what follows until its next span is no inventory. */
    public void gone(NodeResource where, long atMillis) {
        gone.computeIfAbsent(where, key -> new TreeSet<>()).add(atMillis);
    }

    /** Returns whether the node's resource was gone in the gap between two of its spans. */
    boolean goneBetween(NodeResource where, long fromMillis, long untilMillis) {
        Long at = gone.getOrDefault(where, new TreeSet<>()).ceiling(fromMillis);
        return at != null && at <= untilMillis;
    }

    /** Carries what is known of each resource on to the given time, as far as it did not leave: somebody looked until then. */
    public void carry(long untilMillis) {
        spans.forEach((where, known) -> {
            NodeSpan last = known.last();
            long end = last.interval().endMillis();
            if (end < untilMillis && !goneBetween(where, end, untilMillis)) {
                known.add(last.withInterval(new Interval(end, untilMillis)));
            }
        });
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
