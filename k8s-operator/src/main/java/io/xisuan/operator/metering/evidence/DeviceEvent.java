package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import java.util.SortedSet;

/**
 * What a series of samples of one node says beyond its values. Evidence may credit and may raise an alarm; it never adds billed
 * time.
 */
public sealed interface DeviceEvent {
    NodeName node();

    DeviceKey device();

    /**
     * A device that was well is faulty: its key vanished while its siblings are sampled, or a fatal code appeared as a new edge.
     *
     * @param lastGoodMillis the last sample in which it was well
     * @param what the code, or VANISHED
     */
    record Fault(NodeName node, DeviceKey device, long lastGoodMillis, String what) implements DeviceEvent {}

    /** The slot holds another device: the old key closes and the new one opens. */
    record Swapped(NodeName node, DeviceKey device, DeviceKey successor, long atMillis) implements DeviceEvent {}

    /** A counter went back or jumped past what is possible: a new epoch begins and no value spans it. */
    record CounterReset(NodeName node, DeviceKey device, CanonicalMetric metric, long atMillis)
            implements DeviceEvent {}

    /** The device was busy while no pod owned it. */
    record UnownedUse(NodeName node, DeviceKey device, Interval span) implements DeviceEvent {}

    /** Samples of one slot name several pods as owners of one exclusive device. */
    record OwnersConflict(NodeName node, DeviceKey device, SortedSet<PodOwner> owners, Interval span)
            implements DeviceEvent {}
}
