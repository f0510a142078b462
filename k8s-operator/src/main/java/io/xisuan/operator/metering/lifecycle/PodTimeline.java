package io.xisuan.operator.metering.lifecycle;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one pod. Each edge keeps its earliest time, so that the order and the number of observations do not
 * matter.
 */
record PodTimeline(Optional<PodEdge.Bound> bound, Optional<Long> started, Optional<End> end, Optional<Long> released) {
    static final PodTimeline UNSEEN =
            new PodTimeline(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Comparator<PodEdge.Bound> EARLIEST_BINDING = Comparator.comparingLong(PodEdge.Bound::atMillis)
            .thenComparing(binding -> binding.lanes().toString());

    /** A terminal observation; of several the earliest wins, and of simultaneous ones the first cause. */
    record End(long atMillis, EndCause cause) implements Comparable<End> {
        @Override
        public int compareTo(End other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : cause.compareTo(other.cause);
        }
    }

    PodTimeline with(PodEdge edge) {
        return switch (edge) {
            case PodEdge.Bound binding ->
                new PodTimeline(earlier(bound, binding, EARLIEST_BINDING), started, end, released);
            case PodEdge.Started start ->
                new PodTimeline(bound, earlier(started, start.atMillis(), Comparator.naturalOrder()), end, released);
            case PodEdge.Terminated terminal -> ended(new End(terminal.atMillis(), terminal.cause()));
            case PodEdge.NodeLost lost -> ended(new End(lost.endMillis(), EndCause.NODE_FAULT));
            case PodEdge.Released release ->
                new PodTimeline(bound, started, end, earlier(released, release.atMillis(), Comparator.naturalOrder()));
        };
    }

    private PodTimeline ended(End candidate) {
        return new PodTimeline(bound, started, earlier(end, candidate, Comparator.naturalOrder()), released);
    }

    private static <T> Optional<T> earlier(Optional<T> known, T candidate, Comparator<? super T> order) {
        return known.filter(value -> order.compare(value, candidate) <= 0).or(() -> Optional.of(candidate));
    }

    /** Returns when the pod stopped using its devices, at the latest when it gave them back. */
    Optional<End> ownEnd() {
        Optional<End> byRelease = released.map(at -> new End(at, EndCause.COMPLETED));
        return end.isPresent() && byRelease.isPresent()
                ? Optional.of(end.get().atMillis() <= byRelease.get().atMillis() ? end.get() : byRelease.get())
                : end.or(() -> byRelease);
    }

    List<HeldLane> lanes() {
        return bound.map(PodEdge.Bound::lanes).orElse(List.of());
    }
}
