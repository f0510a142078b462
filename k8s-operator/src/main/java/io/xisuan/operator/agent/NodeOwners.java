package io.xisuan.operator.agent;

import java.util.List;
import java.util.Optional;

/**
 * What the agent knows after a read: who holds which device, or why it cannot say.
 *
 * @param kubelet the read itself
 * @param lastReadMillis when the kubelet was last read with success, by the node's clock; empty before the first time
 * @param owners who holds what, in order; empty while the kubelet cannot be read, which says nothing about the devices
 * @param ended pods that the kubelet still lists and the API server knows to have ended; they hold nothing
 * @param allocatable what the plugins offer
 * @param apiNote why the API server did not answer, empty when it did or was not needed
 */
public record NodeOwners(
        KubeletView kubelet,
        Optional<Long> lastReadMillis,
        List<DeviceOwner> owners,
        List<PodName> ended,
        List<ContainerDevices> allocatable,
        String apiNote) {
    public NodeOwners {
        owners = List.copyOf(owners);
        ended = List.copyOf(ended);
        allocatable = List.copyOf(allocatable);
    }

    /** Returns whether the kubelet answered. */
    public boolean kubeletUp() {
        return kubelet instanceof KubeletView.Read;
    }
}
