package io.xisuan.scheduler.cluster;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;

/**
 * A node: what it can give, and what others hold of it at first.
 *
 * @param background what pods that are not ours hold; never touched, may change later
 */
public record NodeShape(
        SiteId site, NodeName name, DeviceType type, Capacity capacity, NodeTraits traits, NodeLoad background) {
    /** Returns a plain node of whole devices. */
    public static NodeShape of(SiteId site, NodeName name, DeviceType type, Capacity capacity, NodeLoad background) {
        return new NodeShape(site, name, type, capacity, NodeTraits.PLAIN, background);
    }

    /** Returns this node with something else held by pods that are not ours. */
    public NodeShape withBackground(NodeLoad other) {
        return new NodeShape(site, name, type, capacity, traits, other);
    }

    /** Returns all that the node can give, as a load. */
    public NodeLoad whole() {
        return new NodeLoad(devices(), cpuMillis(), memoryMib());
    }

    public int devices() {
        return capacity.devices();
    }

    public long cpuMillis() {
        return capacity.cpuMillis();
    }

    public long memoryMib() {
        return capacity.memoryMib();
    }
}
