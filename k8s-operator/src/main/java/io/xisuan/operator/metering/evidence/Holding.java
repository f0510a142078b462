package io.xisuan.operator.metering.evidence;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceKey;
import java.util.Optional;

/**
 * That a pod holds a device or a part of it, as one source says.
 *
 * @param device the id as the source writes it
 * @param parent the whole device, where the source tells
 * @param resource the extended resource, or empty
 * @param share the part of the device by allocation, where the source tells; never from utilisation
 * @param shared whether the source says that other pods may hold parts of the device too
 * @param memoryMib the memory by allocation, or 0 where the source does not tell
 * @param node the node, where the source speaks of several, or empty
 */
public record Holding(
        DeviceKey device,
        Optional<DeviceKey> parent,
        PodOwner owner,
        String resource,
        Optional<AcceleratorShare> share,
        boolean shared,
        long memoryMib,
        String node) {
    /** Returns whether the pod holds the whole device alone. */
    public boolean exclusive() {
        return !shared && share.map(AcceleratorShare::whole).orElse(true);
    }
}
