package io.xisuan.operator.metering.live;

import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.lifecycle.EndCause;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is known of one pod from its object. Of several statements of one time the earliest counts, so that neither the
 * instants of looking nor their number matter.
 *
 * @param node where it is or was bound
 * @param bound when it began to hold its devices
 * @param released when it gave them back
 * @param over nothing more can come of it
 */
record PodFacts(
        Optional<NodeName> node,
        Optional<Long> bound,
        Optional<Long> started,
        Optional<PodStop> stop,
        Optional<Long> released,
        boolean over) {
    static final PodFacts NONE = new PodFacts(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    PodFacts and(PodFacts other) {
        return new PodFacts(
                node.or(other::node),
                earlier(bound, other.bound),
                earlier(started, other.started),
                earlier(stop, other.stop),
                earlier(released, other.released),
                over || other.over);
    }

    /** Returns the same with a device that failed after this last good sample: it is not billed beyond it. */
    PodFacts faulty(long lastGoodMillis) {
        if (bound.isEmpty()) {
            return this;
        }
        long at = Math.max(bound.get(), Math.floorDiv(lastGoodMillis, 1000L) * 1000L);
        Optional<PodStop> fault = Optional.of(new PodStop(at, EndCause.DEVICE_FAULT, PodStop.Basis.DEVICE));
        return new PodFacts(node, bound, started, earlier(stop, fault), released, over);
    }

    /** Returns whether it ever held devices. */
    boolean held() {
        return node.isPresent() && bound.isPresent();
    }

    /** Returns when it gives its devices back as far as is known: never, while it holds them. */
    long heldUntilMillis() {
        return over ? released.orElse(bound.orElse(0L)) : released.orElse(Long.MAX_VALUE);
    }

    private static <T extends Comparable<T>> Optional<T> earlier(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || other.isEmpty()
                ? one.or(() -> other)
                : Optional.of(
                        Comparator.<T>naturalOrder().compare(one.get(), other.get()) <= 0 ? one.get() : other.get());
    }
}
