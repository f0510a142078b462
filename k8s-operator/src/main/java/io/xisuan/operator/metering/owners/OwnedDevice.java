package io.xisuan.operator.metering.owners;

import io.xisuan.model.AcceleratorShare;
import java.util.Comparator;
import java.util.Optional;

/**
 * A device, or part of one, that a container holds by its node's word.
 *
 * @param resource the extended resource, or the driver of a claimed device
 * @param device what the plugin calls it
 * @param parent the device that the part belongs to, where it is known
 * @param share which part of it, where that is known exactly; a whole device is 1/1
 * @param uid the pod's uid where it is proved; without it the name alone does not identify the pod
 */
public record OwnedDevice(
        String resource,
        String device,
        Optional<String> parent,
        Optional<AcceleratorShare> share,
        String namespace,
        String pod,
        Optional<String> uid,
        String container)
        implements Comparable<OwnedDevice> {
    private static final Comparator<OwnedDevice> ORDER = Comparator.comparing(OwnedDevice::resource)
            .thenComparing(OwnedDevice::device)
            .thenComparing(OwnedDevice::namespace)
            .thenComparing(OwnedDevice::pod)
            .thenComparing(OwnedDevice::container)
            .thenComparing(owned -> owned.uid().orElse(""));

    public OwnedDevice {
        if (resource.isEmpty() || device.isEmpty() || namespace.isEmpty() || pod.isEmpty() || container.isEmpty()) {
            throw new IllegalArgumentException(
                    "no owner: %s %s of %s/%s/%s".formatted(resource, device, namespace, pod, container));
        }
    }

    @Override
    public int compareTo(OwnedDevice other) {
        return ORDER.compare(this, other);
    }
}
