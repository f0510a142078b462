package io.xisuan.scheduler.cluster;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;

/**
 * A node: what it can give, and what others hold of it at first.
 *
 * @param devices devices of the one type
 * @param cpuMillis allocatable thousandths of a CPU core
 * @param memoryMib allocatable MiB
 * @param background what pods that are not ours hold; never touched, may change later
 */
public record NodeShape(
        SiteId site, NodeName name, DeviceType type, int devices, long cpuMillis, long memoryMib, NodeLoad background) {
    /** More devices than any node has; a larger number is a mistake of units. */
    public static final int MAX_DEVICES = 1_000_000;

    public NodeShape {
        if (devices < 0 || devices > MAX_DEVICES || cpuMillis < 0 || memoryMib < 0) {
            throw new IllegalArgumentException("Node %s of %s cannot have %d devices, %dm CPU, %d MiB"
                    .formatted(name, site, devices, cpuMillis, memoryMib));
        }
    }
}
