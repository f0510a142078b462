package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which devices are in which places by one text. Some device plugins offer the place and not the card ({@code Ascend910-3},
 * a bus address), while exporters name the card: the place tells that both mean the same, as long as one card alone is there.
 */
final class PlaceNames {
    /** Names of Huawei's device plugin for whole chips; those of parts ({@code Ascend910-2c-100-1}) name no place of their own. */
    private static final Pattern NUMBERED = Pattern.compile("(?:Ascend[0-9]+[A-Z]?|davinci)-?([0-9]{1,4})");

    private static final Pattern BUS = Pattern.compile("[0-9a-f]{4,8}(:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-9a-f])");

    private final TreeMap<String, Optional<DeviceKey>> byPlace = new TreeMap<>();

    private PlaceNames() {}

    static PlaceNames of(Collection<SeenDevice> seen) {
        PlaceNames names = new PlaceNames();
        for (SeenDevice device : seen) {
            if (!device.slot().isEmpty()) {
                names.byPlace.merge(
                        bus(device.slot()).orElse(device.slot()),
                        Optional.of(device.board()),
                        (one, other) -> one.equals(other) ? one : Optional.empty());
            }
        }
        return names;
    }

    /** Returns the place that a key names, written as exporters' places are, when the key is no hardware id. */
    static Optional<String> place(DeviceKey key) {
        Matcher numbered = NUMBERED.matcher(key.value());
        return numbered.matches() ? Optional.of("#" + Integer.parseInt(numbered.group(1))) : bus(key.value());
    }

    /** Bus addresses differ in case and in the width of the domain. */
    private static Optional<String> bus(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher matcher = BUS.matcher(lower);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int domain = Integer.parseUnsignedInt(
                lower.substring(0, lower.length() - matcher.group(1).length()), 16);
        return Optional.of(Integer.toHexString(domain) + matcher.group(1));
    }

    /** Returns the hardware id of the device that the key means; the key itself where the text does not tell. */
    DeviceKey hardware(DeviceKey key) {
        return place(key)
                .flatMap(place -> byPlace.getOrDefault(place, Optional.empty()))
                .orElse(key);
    }
}
