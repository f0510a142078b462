package io.xisuan.operator.agent;

import java.util.List;

/** A ResourceClaim that a container uses, with the devices that it was given. */
public record DynamicClaim(String namespace, String name, List<ClaimedDevice> devices) {
    public DynamicClaim {
        devices = List.copyOf(devices);
    }
}
