package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** How far each node's clock is off, and what that does to the times that the node wrote. */
public final class NodeClocks {
    /** How far off a clock may be unremarked: container times have steps of one second, leases come every ten. */
    public static final long TOLERATED_MILLIS = 2_000;

    private record Measure(long atMillis, long offsetMillis) implements Comparable<Measure> {
        @Override
        public int compareTo(Measure other) {
            int byOffset = Long.compare(offsetMillis, other.offsetMillis);
            return byOffset != 0 ? byOffset : Long.compare(atMillis, other.atMillis);
        }
    }

    private final TreeMap<NodeName, TreeSet<Measure>> measures = new TreeMap<>();

    /** Takes one measure of a node's clock; positive when it is ahead of the control plane's. */
    public void measured(NodeName node, long atMillis, long offsetMillis) {
        measures.computeIfAbsent(node, key -> new TreeSet<>()).add(new Measure(atMillis, offsetMillis));
    }

    /** Drops measures older than the given time. */
    public void forgetBefore(long millis) {
        measures.values().forEach(node -> node.removeIf(measure -> measure.atMillis() < millis));
        measures.values().removeIf(TreeSet::isEmpty);
    }

    /** Returns the lower median of the node's offsets when it is beyond what is tolerated, else 0. */
    public long offsetMillis(NodeName node) {
        List<Measure> sorted = new ArrayList<>(measures.getOrDefault(node, new TreeSet<>()));
        if (sorted.isEmpty()) {
            return 0;
        }
        long median = sorted.get((sorted.size() - 1) / 2).offsetMillis();
        return Math.abs(median) > TOLERATED_MILLIS ? median : 0;
    }

    /**
     * Returns the edge as the control plane's clock would have it, to the second and not before the binding.
     *
     * @param bound when the pod was bound, by the control plane's clock
     */
    public PodEdge corrected(NodeName node, PodEdge edge, Optional<Long> bound) {
        long offset = offsetMillis(node);
        if (offset == 0) {
            return edge;
        }
        long floor = bound.orElse(0L);
        return switch (edge) {
            case PodEdge.Bound binding -> binding;
            case PodEdge.Started started -> new PodEdge.Started(moved(started.atMillis(), offset, floor));
            case PodEdge.Terminated ended ->
                new PodEdge.Terminated(moved(ended.atMillis(), offset, floor), ended.cause());
            case PodEdge.Released released -> new PodEdge.Released(moved(released.atMillis(), offset, floor));
            case PodEdge.NodeLost lost ->
                new PodEdge.NodeLost(moved(lost.lastLeaseMillis(), offset, floor), lost.lastEvidenceMillis());
        };
    }

    /** Returns a time of a clock that is so far ahead by the control plane's clock, floored to the second and not before the floor. */
    public static long moved(long atMillis, long offsetMillis, long floorMillis) {
        return Math.max(floorMillis, Math.floorDiv(atMillis - offsetMillis, 1000L) * 1000L);
    }

    /** Returns a finding for each node whose clock is off. */
    List<FoldFinding> findings(Interval window) {
        List<FoldFinding> findings = new ArrayList<>();
        for (NodeName node : measures.keySet()) {
            long offset = offsetMillis(node);
            if (offset != 0) {
                findings.add(new FoldFinding(
                        FoldFinding.Kind.CLOCK_SKEW,
                        node,
                        node.value(),
                        window,
                        "its clock is %d ms %s; its times were moved by that"
                                .formatted(Math.abs(offset), offset > 0 ? "ahead" : "behind")));
            }
        }
        return findings;
    }
}
