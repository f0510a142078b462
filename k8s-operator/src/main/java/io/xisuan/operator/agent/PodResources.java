package io.xisuan.operator.agent;

import java.util.List;

/** A pod as the kubelet lists it: by name, without uid and without phase. */
public record PodResources(String namespace, String name, List<ContainerResources> containers) {
    public PodResources {
        containers = List.copyOf(containers);
    }

    /** Returns whether a container of it holds a device. */
    public boolean holdsDevices() {
        return containers.stream().anyMatch(ContainerResources::holdsDevices);
    }
}
