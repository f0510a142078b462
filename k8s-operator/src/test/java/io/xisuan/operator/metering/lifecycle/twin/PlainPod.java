package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodHolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One pod of ours with the times that count.
 *
 * @param releasedMillis {@link Long#MAX_VALUE} while it holds its devices
 */
record PlainPod(
        PodHolding holding,
        AttemptTerms terms,
        OptionalLong boundMillis,
        OptionalLong startedMillis,
        long releasedMillis,
        Optional<PlainEnd> end) {

    /** When a pod ended, and why. */
    record PlainEnd(long atMillis, EndCause cause) implements Comparable<PlainEnd> {
        @Override
        public int compareTo(PlainEnd other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : cause.compareTo(other.cause);
        }
    }

    /** Of several times of one edge the earliest counts; what the node's clock wrote is moved first. */
    static PlainPod of(PodHolding holding, AttemptTerms terms, List<PodEdge> edges, long skew) {
        OptionalLong bound = OptionalLong.empty();
        for (PodEdge edge : edges) {
            if (edge instanceof PodEdge.Bound at) {
                bound = earliest(bound, at.atMillis());
            }
        }
        OptionalLong started = OptionalLong.empty();
        long released = Long.MAX_VALUE;
        List<PlainEnd> ends = new ArrayList<>();
        for (PodEdge edge : edges) {
            switch (edge) {
                case PodEdge.Bound known -> {}
                case PodEdge.Started at -> started = earliest(started, moved(at.atMillis(), skew, bound));
                case PodEdge.Released at -> released = Math.min(released, moved(at.atMillis(), skew, bound));
                case PodEdge.Terminated at -> ends.add(new PlainEnd(moved(at.atMillis(), skew, bound), at.cause()));
                case PodEdge.NodeLost lost -> ends.add(new PlainEnd(lost(lost, skew, bound), EndCause.NODE_FAULT));
            }
        }
        return new PlainPod(
                holding, terms, bound, started, released, ends.stream().min(PlainEnd::compareTo));
    }

    PlainPod endingToo(PlainEnd another) {
        PlainEnd first = end.filter(known -> known.compareTo(another) <= 0).orElse(another);
        return new PlainPod(holding, terms, boundMillis, startedMillis, releasedMillis, Optional.of(first));
    }

    /** Returns whether there is a time at which it holds devices. */
    boolean holds() {
        return boundMillis.isPresent() && boundMillis.getAsLong() < releasedMillis;
    }

    String uid() {
        return holding.pod().uid();
    }

    private static OptionalLong earliest(OptionalLong known, long millis) {
        return OptionalLong.of(Math.min(known.orElse(millis), millis));
    }

    private static long moved(long millis, long skew, OptionalLong bound) {
        return skew == 0 ? millis : Math.max(PlainFacts.floorSecond(millis - skew), bound.orElse(Long.MIN_VALUE));
    }

    /** Room in the page: of a lost node only the lease is the node's own word, the evidence is neither moved nor held to the binding. */
    private static long lost(PodEdge.NodeLost lost, long skew, OptionalLong bound) {
        long lease = moved(lost.lastLeaseMillis(), skew, bound);
        return PlainFacts.floorSecond(Math.min(lease, lost.lastEvidenceMillis().orElse(lease)));
    }
}
