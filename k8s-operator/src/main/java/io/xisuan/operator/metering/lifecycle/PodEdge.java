package io.xisuan.operator.metering.lifecycle;

import java.util.List;
import java.util.OptionalLong;

/**
 * A change in the life of one pod, with the time that the API server or the container runtime gives it.
 *
 * <p>Times are UTC milliseconds on whole seconds, the resolution of Kubernetes' container times and of the contract.
 */
public sealed interface PodEdge {
    /** The pod was bound to its node; from here on it holds its lanes. */
    record Bound(long atMillis, List<HeldLane> lanes) implements PodEdge {
        public Bound {
            wholeSecond(atMillis);
            lanes = List.copyOf(lanes);
        }
    }

    /** The container that uses the devices started ({@code startedAt}). A restart within the pod is not a new start. */
    record Started(long atMillis) implements PodEdge {
        public Started {
            wholeSecond(atMillis);
        }
    }

    /** The pod reached a terminal phase ({@code finishedAt} of its last container that holds devices). */
    record Terminated(long atMillis, EndCause cause) implements PodEdge {
        public Terminated {
            wholeSecond(atMillis);
        }
    }

    /** The pod was seen gone, or terminal with its devices given back. */
    record Released(long atMillis) implements PodEdge {
        public Released {
            wholeSecond(atMillis);
        }
    }

    /**
     * The node was lost with the pod on it: the pod ends at the earlier of the last lease renewal and the last evidence, cut to
     * the second.
     */
    record NodeLost(long lastLeaseMillis, OptionalLong lastEvidenceMillis) implements PodEdge {
        /** Returns the end that this loss gives. */
        public long endMillis() {
            long end = Math.min(lastLeaseMillis, lastEvidenceMillis.orElse(lastLeaseMillis));
            return Math.floorDiv(end, 1000L) * 1000L;
        }
    }

    private static void wholeSecond(long millis) {
        if (millis < 0 || millis % 1000 != 0) {
            throw new IllegalArgumentException("Pod times lie on whole seconds, not %d ms".formatted(millis));
        }
    }
}
