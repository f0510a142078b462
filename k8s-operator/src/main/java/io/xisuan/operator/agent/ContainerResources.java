package io.xisuan.operator.agent;

import java.util.List;

/** What one container holds of its node, as the kubelet lists it; processors and memory are not read. */
public record ContainerResources(String name, List<ContainerDevices> devices, List<DynamicClaim> claims) {
    public ContainerResources {
        devices = List.copyOf(devices);
        claims = List.copyOf(claims);
    }

    /** Returns whether it holds any device. */
    public boolean holdsDevices() {
        return devices.stream().anyMatch(held -> !held.ids().isEmpty())
                || claims.stream().anyMatch(claim -> !claim.devices().isEmpty());
    }
}
