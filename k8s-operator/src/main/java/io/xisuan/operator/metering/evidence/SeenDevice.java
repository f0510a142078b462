package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import java.util.Optional;

/**
 * A device as one scrape names it.
 *
 * @param key the vendor's hardware id; of a slice with the slice's number, as {@code GPU-1/gi7}
 * @param parent the whole device that a slice is cut from
 * @param profile how a slice is cut, as {@code 1g.10gb}, or empty
 * @param slot where the whole device sits: its bus address, or its number after {@code #}; empty where that is not said
 */
public record SeenDevice(DeviceKey key, Optional<DeviceKey> parent, String profile, String slot, String model) {
    /** Returns the whole device. */
    public DeviceKey board() {
        return parent.orElse(key);
    }
}
