package io.xisuan.operator.metering.evidence;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who held what by the word of one kind of source in an interval: the node's agent, or the exporters' labels.
 *
 * @param expected how many polls there should be; 0 when the node has no such source
 * @param answered how many could tell owners
 * @param gaps how many of the others have which cause
 * @param owned by device and pod, in that order
 */
public record OwnerPolls(int expected, int answered, Map<GapCause, Integer> gaps, List<Owned> owned) {
    /**
     * One pod on one device.
     *
     * @param share and {@code parent} as the last poll states them
     * @param polls how many polls name the pod on the device
     * @param firstMillis when the first of them was asked, by the operator's clock
     * @param lastMillis when the last of them was asked
     * @param silent how many polls between the first and the last answered without naming it
     */
    public record Owned(
            DeviceKey device,
            Optional<DeviceKey> parent,
            String resource,
            Optional<AcceleratorShare> share,
            PodOwner pod,
            int polls,
            long firstMillis,
            long lastMillis,
            int silent) {}

    public OwnerPolls {
        EnumMap<GapCause, Integer> copy = new EnumMap<>(GapCause.class);
        copy.putAll(gaps);
        gaps = Collections.unmodifiableMap(copy);
        owned = List.copyOf(owned);
    }
}
