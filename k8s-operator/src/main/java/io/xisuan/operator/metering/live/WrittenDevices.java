package io.xisuan.operator.metering.live;

import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.observe.ObservedPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Which devices were written down for a pod by who gave them: HAMi's scheduler onto the pod, or a scheduler into its ResourceClaims. It is
 * evidence for a record and changes none: what is not understood counts as not written.
 *
 * @param devices in the order in which they are written
 */
record WrittenDevices(Confirmation.Basis basis, List<DeviceKey> devices) {
    static final WrittenDevices NONE = new WrittenDevices(Confirmation.Basis.COUNT, List.of());

    private static final int FIELDS = 4;

    WrittenDevices {
        devices = List.copyOf(devices);
    }

    static WrittenDevices of(ObservedPod.Given given) {
        if (!given.claims().isEmpty()) {
            return new WrittenDevices(Confirmation.Basis.CLAIM, keys(given.claims()));
        }
        return given.annotation().isEmpty()
                ? NONE
                : new WrittenDevices(Confirmation.Basis.ANNOTATION, annotated(given.annotation()));
    }

    /** Each container ends with a semicolon, each card with a colon; a card is {@code uuid,type,MiB,cores} (HAMi docs/develop/protocol.md). */
    private static List<DeviceKey> annotated(String text) {
        List<String> cards = new ArrayList<>();
        for (String card : text.split("[:;]")) {
            String[] fields = card.split(",", -1);
            if (fields.length == FIELDS) {
                cards.add(fields[0]);
            }
        }
        return keys(cards);
    }

    private static List<DeviceKey> keys(List<String> names) {
        try {
            return names.stream().map(DeviceKey::new).toList();
        } catch (IllegalArgumentException unnamed) {
            return List.of();
        }
    }

    /** Returns who vouches for a pod's lane, by its place among the pod's lanes. */
    Optional<Confirmation> confirmation(int place, SortedSet<String> flags) {
        return place < devices.size()
                ? Optional.of(new Confirmation(basis, Optional.of(devices.get(place)), 0, 0, 0, 0, flags))
                : Optional.empty();
    }
}
