package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;

/**
 * What one resource of one node was over a span of time.
 *
 * @param resource the extended resource, as {@code nvidia.com/gpu}
 * @param laneShare what one unit of the resource is of a device: whole, or a slice
 * @param devices how many units the node has, well or not: the lanes 0 to devices - 1
 * @param healthy how many of them the device plugin offers; the highest lanes are the others
 * @param foreign how many of them pods hold that are not ours, by count
 */
public record NodeSpan(
        NodeName node,
        String resource,
        AcceleratorModel model,
        AcceleratorShare laneShare,
        int devices,
        int healthy,
        int foreign,
        NodeState state,
        Interval interval) {
    public NodeSpan {
        if (resource.isBlank() || devices < 1 || healthy < 0 || healthy > devices || foreign < 0) {
            throw new IllegalArgumentException("Node %s cannot have %d %s of which %d are well and others hold %d"
                    .formatted(node, devices, resource, healthy, foreign));
        }
        if (interval.isEmpty()) {
            throw new IllegalArgumentException("A span of node %s has a length".formatted(node));
        }
    }

    /** Returns the same of another span of time. */
    public NodeSpan withInterval(Interval other) {
        return new NodeSpan(node, resource, model, laneShare, devices, healthy, foreign, state, other);
    }
}
