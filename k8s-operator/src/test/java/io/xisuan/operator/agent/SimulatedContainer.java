package io.xisuan.operator.agent;

import java.util.List;

/** A container of a simulated node's pod, with what the device manager gave it. */
public record SimulatedContainer(Role role, ContainerResources resources) {
    /** When a container runs; the kubelet lists ordinary init containers never, and sidecars since it knows them. */
    public enum Role {
        INIT,
        SIDECAR,
        ORDINARY
    }

    /** Returns an ordinary container that holds devices of one resource. */
    public static SimulatedContainer holding(String name, String resource, String... ids) {
        return new SimulatedContainer(
                Role.ORDINARY,
                new ContainerResources(name, List.of(new ContainerDevices(resource, List.of(ids))), List.of()));
    }

    /** Returns an ordinary container that holds one device of a claim. */
    public static SimulatedContainer claiming(String name, DynamicClaim claim) {
        return new SimulatedContainer(Role.ORDINARY, new ContainerResources(name, List.of(), List.of(claim)));
    }
}
