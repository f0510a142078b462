package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.CpuArchitecture;

/**
 * What kind of node it is and where it stands.
 *
 * @param rack the rack's name within the site; nodes without one are given the same empty name
 * @param nvlinkDomain the name within the rack of the switch that joins nodes; empty when each node is one of its own
 */
public record NodeTraits(CpuArchitecture architecture, DeviceMode mode, String rack, String nvlinkDomain) {
    /** An AMD64 node of whole devices in no rack. */
    public static final NodeTraits PLAIN = new NodeTraits(CpuArchitecture.AMD64, DeviceMode.WHOLE, "", "");

    /** Returns a plain node in a rack. */
    public static NodeTraits inRack(String rack) {
        return new NodeTraits(CpuArchitecture.AMD64, DeviceMode.WHOLE, rack, "");
    }

    /** Returns these traits with another mode. */
    public NodeTraits selling(DeviceMode other) {
        return new NodeTraits(architecture, other, rack, nvlinkDomain);
    }
}
