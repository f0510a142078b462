package io.xisuan.operator.agent;

import io.xisuan.model.AcceleratorShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What HAMi's scheduler gave to a pod's containers, from {@code hami.io/vgpu-devices-allocated}: containers end with {@code ;},
 * devices with {@code :}, a device is {@code uuid,type,MiB,cores}. Source: HAMi docs/develop/protocol.md.
 */
final class HamiDevices {
    /**
     * A part of a card.
     *
     * @param cores hundredths of the card's compute; 0 means no limit
     */
    record Part(String uuid, int memoryMib, int cores) {
        /** Returns the part of the compute, where it is limited. */
        Optional<AcceleratorShare> share() {
            return cores >= 1 && cores <= 100 ? Optional.of(new AcceleratorShare(cores, 100)) : Optional.empty();
        }
    }

    private HamiDevices() {}

    /** Returns the parts of a container in order; none where the annotation does not say them without doubt. */
    static List<Part> of(ApiPod pod, String container) {
        if (pod.hamiDevices().isEmpty()) {
            return List.of();
        }
        String[] perContainer = pod.hamiDevices().split(";", -1);
        int count = perContainer.length - 1;
        List<String> names = new ArrayList<>();
        if (count == pod.initContainers().size() + pod.containers().size()) {
            names.addAll(pod.initContainers());
        }
        names.addAll(pod.containers());
        int place = names.indexOf(container);
        return count == names.size() && place >= 0 ? parts(perContainer[place]) : List.of();
    }

    private static List<Part> parts(String written) {
        List<Part> parts = new ArrayList<>();
        for (String device : written.split(":")) {
            String[] fields = device.split(",", -1);
            if (fields.length == 4 && fields[2].matches("\\d{1,9}") && fields[3].matches("\\d{1,3}")) {
                parts.add(new Part(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
            } else if (!device.isBlank()) {
                return List.of();
            }
        }
        return List.copyOf(parts);
    }
}
