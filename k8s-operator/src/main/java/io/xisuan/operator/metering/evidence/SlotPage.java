package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.evidence.columns.SlotColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What one target of one node said in the slots of one page, as columns. A slot has at most one outcome: of two, an answer goes
 * before a gap, the one asked earlier before the later, and then the smaller hash, so that the order of arrival changes nothing.
 */
final class SlotPage {
    static final long NOTHING = 0;
    static final long WHOLE = 1;
    static final long DEGRADED = 2;

    private static final byte[] NO_HASH = {};
    private static final SeenDevice NOWHERE = new SeenDevice(new DeviceKey("nowhere"), Optional.empty(), "", "", "");

    final int slots;
    /** {@link #NOTHING}, {@link #WHOLE}, {@link #DEGRADED}, or the code of a gap as a negative number. */
    SlotColumn state;

    SlotColumn absence;
    SlotColumn asked;
    SlotColumn lost;
    SlotColumn boot;
    final byte[][] hashes;
    final TreeMap<DeviceKey, DeviceColumns> devices = new TreeMap<>();
    final Dictionary<SortedSet<String>> faultSets = new Dictionary<>(Collections.emptySortedSet());
    final Dictionary<List<Holding>> heldLists = new Dictionary<>(List.of());
    final Dictionary<SeenDevice> places = new Dictionary<>(NOWHERE);
    final Dictionary<String> boots = new Dictionary<>("");

    SlotPage(int slots) {
        this.slots = slots;
        state = new SlotColumn(slots, NOTHING);
        absence = new SlotColumn(slots, 0);
        asked = new SlotColumn(slots, 0);
        lost = new SlotColumn(slots, 0);
        boot = new SlotColumn(slots, 0);
        hashes = new byte[slots][];
        Arrays.fill(hashes, NO_HASH);
    }

    /** Keeps a gap unless something better is there. */
    void put(int slot, long askedOffset, GapCause cause) {
        boolean better = state.get(slot) == NOTHING
                || (hashes[slot].length == 0
                        && (askedOffset < asked.get(slot)
                                || (askedOffset == asked.get(slot) && -cause.code() > state.get(slot))));
        if (better) {
            clear(slot);
            state.set(slot, -cause.code());
            asked.set(slot, askedOffset);
        }
    }

    /** Keeps a scrape unless something better is there. */
    void put(int slot, long askedOffset, Scrape scrape) {
        byte[] hash = HexFormat.of().parseHex(scrape.bodyHash());
        boolean better = hashes[slot].length == 0
                || askedOffset < asked.get(slot)
                || (askedOffset == asked.get(slot) && Arrays.compareUnsigned(hash, hashes[slot]) < 0);
        if (!better) {
            return;
        }
        clear(slot);
        hashes[slot] = hash;
        asked.set(slot, askedOffset);
        absence.set(slot, scrape.absence().code());
        boolean nothing = scrape.standing() instanceof Standing.Unknown;
        long kept = scrape.degraded() ? DEGRADED : WHOLE;
        state.set(slot, nothing ? -scrape.absence().code() : kept);
        lost.set(slot, scrape.sourceUp() ? 0 : 1);
        boot.set(slot, boots.number(scrape.bootId()));
        devices(slot, scrape);
    }

    private void devices(int slot, Scrape scrape) {
        scrape.devices().forEach((device, seen) -> columns(device).place.set(slot, places.number(seen)));
        scrape.withoutValue().forEach((device, cause) -> columns(device).use.set(slot, -cause.code()));
        scrape.faults().forEach((device, codes) -> columns(device).faults.set(slot, faultSets.number(codes)));
        for (DeviceSample sample : scrape.samples()) {
            DeviceColumns columns = columns(sample.device());
            switch (sample.metric()) {
                case UTILISATION -> columns.use.set(slot, sample.value());
                case ENERGY -> columns.energy.set(slot, sample.value());
                case HEALTH -> columns.health.set(slot, sample.value());
                case POWER_CAP -> columns.cap.set(slot, sample.value());
                case MEMORY_USED,
                        MEMORY_TOTAL,
                        MEMORY_FREE,
                        MEMORY_RESERVED,
                        POWER,
                        TEMPERATURE,
                        CORE_ALLOCATED,
                        MEMORY_ALLOCATED -> {}
            }
        }
        Map<DeviceKey, List<Holding>> held = new TreeMap<>();
        for (Holding holding : scrape.holdings()) {
            held.computeIfAbsent(holding.device(), device -> new ArrayList<>()).add(holding);
        }
        held.forEach((device, list) -> columns(device).held.set(slot, heldLists.number(List.copyOf(list))));
    }

    private DeviceColumns columns(DeviceKey device) {
        return devices.computeIfAbsent(device, key -> new DeviceColumns(slots));
    }

    private void clear(int slot) {
        if (state.get(slot) != NOTHING) {
            devices.values().forEach(columns -> columns.clear(slot));
        }
        hashes[slot] = NO_HASH;
        absence.set(slot, 0);
        lost.set(slot, 0);
        boot.set(slot, 0);
    }

    /** Returns a device's utilisation, or a gap's code as a negative number; the slot has an outcome. */
    long use(int slot, DeviceKey device) {
        long outcome = state.get(slot);
        DeviceColumns columns = devices.get(device);
        long value = columns == null || outcome < 0 ? DeviceColumns.NOT_NAMED : columns.use.get(slot);
        if (value != DeviceColumns.NOT_NAMED) {
            return value;
        }
        return outcome < 0 ? outcome : -absence.get(slot);
    }

    /** Returns under which key the page has the device in this slot: plugins' names of places lead to the card that is there. */
    DeviceKey key(int slot, DeviceKey device) {
        if (devices.containsKey(device) || PlaceNames.place(device).isEmpty()) {
            return device;
        }
        List<SeenDevice> seen = new ArrayList<>();
        devices.values().stream()
                .filter(columns -> columns.place.get(slot) != 0)
                .forEach(columns -> seen.add(places.value(columns.place.get(slot))));
        return PlaceNames.of(seen).hardware(device);
    }

    /** Returns what events are found in, for a slot that has an outcome. */
    SlotReading reading(int slot, long slotMillis) {
        SortedMap<DeviceKey, SlotReading.State> states = new TreeMap<>();
        devices.forEach((device, columns) -> {
            long use = columns.use.get(slot);
            boolean said = use != DeviceColumns.NOT_NAMED
                    || columns.place.get(slot) != 0
                    || columns.held.get(slot) != 0
                    || columns.energy.get(slot) >= 0
                    || columns.faults.get(slot) != 0
                    || columns.health.get(slot) >= 0;
            if (said) {
                states.put(
                        device,
                        new SlotReading.State(
                                columns.place.get(slot) == 0
                                        ? Optional.empty()
                                        : Optional.of(places.value(columns.place.get(slot))),
                                some(use),
                                some(columns.energy.get(slot)),
                                some(columns.health.get(slot)),
                                some(columns.cap.get(slot)),
                                faultSets.value(columns.faults.get(slot)),
                                heldLists.value(columns.held.get(slot))));
            }
        });
        boolean usable = state.get(slot) == WHOLE;
        return new SlotReading(slotMillis, usable, lost.get(slot) != 0, boots.value(boot.get(slot)), states);
    }

    private static OptionalLong some(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
