package io.xisuan.operator.agent;

import java.util.List;

/**
 * Devices of one resource that a device plugin gave to one container, or that it offers on the node.
 *
 * @param resource the extended resource, as {@code nvidia.com/gpu}
 * @param ids what the plugin calls the devices, in the kubelet's order
 */
public record ContainerDevices(String resource, List<String> ids) {
    public ContainerDevices {
        ids = List.copyOf(ids);
    }
}
