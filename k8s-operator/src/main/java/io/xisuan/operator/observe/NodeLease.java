package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.Optional;

/**
 * A node's lease as it was last listed.
 *
 * @param renewedMillis when it was renewed, by the node's clock
 * @param lastsMillis how long it lasts from then: the kubelet's {@code nodeLeaseDurationSeconds}, at least a second; 40 s where the
 *     object says none, or more than a quarter of an hour
 */
record NodeLease(long renewedMillis, long lastsMillis) {
    /** What kubelets have unless they are told otherwise. */
    static final long DEFAULT_LASTS_MILLIS = 40_000;

    /** No kubelet is told to be silent for longer; such leases are written to keep a node from being taken, and bind nobody's bill. */
    private static final long LONGEST_LASTS_MILLIS = 900_000;

    NodeLease {
        if (lastsMillis < 1_000) {
            throw new IllegalArgumentException("A lease lasts a second at least, not %d ms".formatted(lastsMillis));
        }
    }

    /** Returns what an object says; empty while nobody has renewed it. */
    static Optional<NodeLease> of(Lease lease) {
        if (lease.getSpec() == null || lease.getSpec().getRenewTime() == null) {
            return Optional.empty();
        }
        Integer seconds = lease.getSpec().getLeaseDurationSeconds();
        boolean kubelets = seconds != null && seconds >= 1 && seconds * 1_000L <= LONGEST_LASTS_MILLIS;
        return Optional.of(new NodeLease(
                lease.getSpec().getRenewTime().toInstant().toEpochMilli(),
                kubelets ? seconds * 1_000L : DEFAULT_LASTS_MILLIS));
    }
}
