package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** The observations as lists by kind, each said once. */
final class PlainFacts {
    static final long SECOND = 1_000;
    static final long MINUTE = 60_000;
    /** Clocks that are this far off, or less, are taken as right. */
    private static final long CLOCK_LIMIT = 2_000;

    private final List<Observation.OwnerSeen> owners;
    private final List<Observation.NodeSeen> nodes;
    private final List<Observation> others;

    private PlainFacts(Collection<Observation> once) {
        this.owners = of(Observation.OwnerSeen.class, once);
        this.nodes = of(Observation.NodeSeen.class, once);
        this.others = once.stream()
                .filter(seen -> !(seen instanceof Observation.OwnerSeen) && !(seen instanceof Observation.NodeSeen))
                .toList();
    }

    static PlainFacts of(Collection<Observation> observations) {
        return new PlainFacts(new LinkedHashSet<>(observations));
    }

    List<Observation.OwnerSeen> owners() {
        return owners;
    }

    List<Observation.NodeSeen> nodes() {
        return nodes;
    }

    /** Returns what was observed of a kind that has no list of its own. */
    <T extends Observation> List<T> of(Class<T> kind) {
        return of(kind, others);
    }

    private static <T> List<T> of(Class<T> kind, Collection<Observation> observations) {
        return observations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static long floorSecond(long millis) {
        return Math.floorDiv(millis, SECOND) * SECOND;
    }

    static long ceilSecond(long millis) {
        return -floorSecond(-millis);
    }

    /** Returns how far the times of the node's own clock are moved back: its lower median offset, if that is beyond the limit. */
    long skew(NodeName node) {
        List<Long> offsets = of(Observation.ClockOffset.class).stream()
                .filter(fact -> fact.node().equals(node))
                .map(Observation.ClockOffset::offsetMillis)
                .sorted()
                .toList();
        if (offsets.isEmpty()) {
            return 0;
        }
        long median = offsets.get((offsets.size() - 1) / 2);
        return Math.abs(median) > CLOCK_LIMIT ? median : 0;
    }

    /** Returns the spans of one node and resource in order of time. */
    List<NodeSpan> spans(NodeName node, String resource) {
        List<NodeSpan> spans = new ArrayList<>();
        for (Observation.NodeSeen seen : nodes) {
            if (seen.span().node().equals(node) && seen.span().resource().equals(resource)) {
                spans.add(seen.span());
            }
        }
        spans.sort(Comparator.comparing(NodeSpan::interval));
        return List.copyOf(spans);
    }

    /** Returns what one unit of the resource is. */
    AcceleratorShare unit(NodeName node, String resource) {
        return spans(node, resource).stream()
                .map(NodeSpan::laneShare)
                .max(Comparator.comparing(AcceleratorShare::asRational))
                .orElse(AcceleratorShare.WHOLE);
    }
}
