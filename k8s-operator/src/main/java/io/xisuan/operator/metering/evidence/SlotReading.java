package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What one target said in one slot, as far as events of devices need it.
 *
 * @param usable whether the text was whole and its exporter known; otherwise nothing follows from it alone
 * @param lost whether the source could not tell owners
 * @param bootId the boot of the node where the source tells it, or empty
 */
public record SlotReading(
        long slotMillis, boolean usable, boolean lost, String bootId, SortedMap<DeviceKey, State> devices) {
    /**
     * A device, or a whole device about which only its slices speak.
     *
     * @param seen where it is, when a fresh line names it
     * @param perMille the utilisation
     * @param energy the counter, mJ
     * @param health 1 or 0
     * @param cap the power that the board is held to, mW
     */
    public record State(
            Optional<SeenDevice> seen,
            OptionalLong perMille,
            OptionalLong energy,
            OptionalLong health,
            OptionalLong cap,
            SortedSet<String> faults,
            List<Holding> held) {}

    public SlotReading {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    }

    /** Returns which device is in which place. */
    PlaceNames names() {
        return PlaceNames.of(devices.values().stream()
                .flatMap(state -> state.seen().stream())
                .toList());
    }
}
