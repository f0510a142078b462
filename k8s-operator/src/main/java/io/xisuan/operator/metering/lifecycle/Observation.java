package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;

/**
 * One fact about a site, as the API server (A), a node's agent (B), device samples (C), leases or two persons state it. Facts are
 * a set: the same one may come any number of times, in any order and late. What they amount to:
 * docs/decisions/0082-fold-rules.md.
 */
public sealed interface Observation {
    /** An attempt and its terms. */
    record Opened(AttemptTerms terms) implements Observation {}

    /**
     * A: one edge of one pod of ours.
     *
     * @param edge a {@link PodEdge.Bound} names no lanes here; the fold gives them
     */
    record PodSeen(PodHolding holding, PodEdge edge) implements Observation {
        public PodSeen {
            if (edge instanceof PodEdge.Bound bound && !bound.lanes().isEmpty()) {
                throw new IllegalArgumentException("An observed binding names no lanes: " + bound);
            }
        }
    }

    /**
     * B: one poll of a node's agent names the pod as owner of a device.
     *
     * @param atMillis when the kubelet was read; polls of one node with one time are one poll
     */
    record OwnerSeen(NodeName node, String resource, DeviceKey device, String podUid, long atMillis)
            implements Observation {}

    /**
     * C: a device that was well is faulty.
     *
     * @param lastGoodMillis the last sample in which it was well, by the operator's clock
     */
    record DeviceFault(NodeName node, DeviceKey device, long lastGoodMillis, String what) implements Observation {}

    /** C: a device was busy while nobody owned it. */
    record UnownedUse(NodeName node, DeviceKey device, Interval span) implements Observation {}

    /**
     * How far a node's clock was ahead of the control plane's.
     *
     * @param offsetMillis positive when the node's clock is ahead
     */
    record ClockOffset(NodeName node, long atMillis, long offsetMillis) implements Observation {}

    /** What a node's devices of one resource were over a span; spans of one node and resource do not overlap. */
    record NodeSeen(NodeSpan span) implements Observation {}

    /** Two persons decided what the quarantined time of a pod on a device is. */
    record Resolved(String podUid, DeviceKey device, boolean bill) implements Observation {}
}
