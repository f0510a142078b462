package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds events in the readings of one target of a node, given whole and in order of time, so that the order of their arrival
 * cannot matter. What a text shows that broke somewhere, or whose exporter is silent, is no event.
 *
 * <p>Owners are the agent's word where the node has an agent; without one, labels count while the exporter names somebody.
 */
final class DeviceWatch {
    /** How long readings must lack a device before it is gone: exporters collect every 30 s and are asked every 15 s. */
    static final long VANISHED_AFTER_MILLIS = 60_000;

    /** What a fault is called whose device is no longer listed. */
    static final String VANISHED = "VANISHED";

    /** How many polls in a row must agree before owners are called strange; a start and an end are seen late. */
    private static final int POLLS = 3;

    private final NodeName node;
    private final long intervalMillis;
    private final long sinceMillis;
    private final long untilMillis;
    private final List<DeviceEvent> events = new ArrayList<>();
    private final Map<DeviceKey, Board> boards = new HashMap<>();
    private final TreeMap<String, DeviceKey> bySlot = new TreeMap<>();
    private final TreeMap<DeviceKey, Streak> unowned = new TreeMap<>();
    private final TreeMap<DeviceKey, Streak> contested = new TreeMap<>();

    DeviceWatch(NodeName node, long intervalMillis, long sinceMillis, long untilMillis) {
        this.node = node;
        this.intervalMillis = intervalMillis;
        this.sinceMillis = sinceMillis;
        this.untilMillis = untilMillis;
    }

    /** What is known of a whole device so far. */
    private static final class Board {
        private long lastGoodMillis;
        private int missing;
        private boolean replaced;
        private SortedSet<String> faults = Collections.emptySortedSet();
        private long health = DeviceColumns.NONE;
        private boolean watched;
        private long energy = DeviceColumns.NONE;
        private long energyMillis;
    }

    /** Slots in a row in which something strange about owners holds. */
    private static final class Streak {
        private final long firstMillis;
        private long lastMillis;
        private int polls;
        private final SortedSet<PodOwner> owners = new TreeSet<>();

        Streak(long firstMillis) {
            this.firstMillis = firstMillis;
        }
    }

    /** Returns a text that orders events by time and device and is the same for the same event. */
    static String key(DeviceEvent event) {
        long at = switch (event) {
            case DeviceEvent.Fault fault -> fault.lastGoodMillis();
            case DeviceEvent.Swapped swapped -> swapped.atMillis();
            case DeviceEvent.CounterReset reset -> reset.atMillis();
            case DeviceEvent.UnownedUse use -> use.span().startMillis();
            case DeviceEvent.OwnersConflict conflict -> conflict.span().startMillis();
        };
        return "%020d %s %s".formatted(at, event.device(), event);
    }

    /**
     * Returns the events that become known within the time, in no promised order.
     *
     * @param device the readings of a target that reads devices
     * @param agent the readings of the node's agent, none where there is no agent
     */
    List<DeviceEvent> watch(List<SlotReading> device, List<SlotReading> agent) {
        TreeMap<Long, SlotReading> owners = new TreeMap<>();
        agent.forEach(reading -> owners.put(reading.slotMillis(), reading));
        for (SlotReading reading : device) {
            if (reading.usable()) {
                boards(reading);
                Optional<SlotReading> word =
                        agent.isEmpty() ? Optional.of(reading) : Optional.ofNullable(owners.get(reading.slotMillis()));
                unowned(reading, word.filter(said -> told(said, agent.isEmpty())));
            }
        }
        for (SlotReading reading : agent.isEmpty() ? device : agent) {
            if (told(reading, agent.isEmpty())) {
                contested(reading);
            }
        }
        unowned.forEach(this::unownedUse);
        contested.forEach(this::conflict);
        return events;
    }

    /** Returns whether a reading can tell owners: labels count only while at least one pod is named. */
    private static boolean told(SlotReading reading, boolean labels) {
        boolean named = reading.devices().values().stream()
                .anyMatch(state -> !state.held().isEmpty());
        return reading.usable() && !reading.lost() && (named || !labels);
    }

    private boolean known(long atMillis) {
        return atMillis >= sinceMillis && atMillis < untilMillis;
    }

    private void boards(SlotReading reading) {
        SortedMap<DeviceKey, String> present = new TreeMap<>();
        reading.devices()
                .forEach((key, state) -> state.seen()
                        .ifPresent(seen ->
                                present.merge(seen.board(), seen.slot(), (one, other) -> one.isEmpty() ? other : one)));
        swaps(reading.slotMillis(), present);
        present.keySet().forEach(board -> {
            Board known = boards.computeIfAbsent(board, key -> new Board());
            known.missing = 0;
            known.replaced = false;
            faults(board, known, reading);
            counter(board, known, reading);
            known.lastGoodMillis = reading.slotMillis();
            known.watched = true;
        });
        if (!present.isEmpty()) {
            vanished(reading.slotMillis(), present);
        }
    }

    /** A place that holds another device than before, which is nowhere else, was swapped (R9). */
    private void swaps(long atMillis, SortedMap<DeviceKey, String> present) {
        present.forEach((board, slot) -> {
            DeviceKey before = slot.isEmpty() ? board : bySlot.getOrDefault(slot, board);
            if (!before.equals(board) && !present.containsKey(before)) {
                Board gone = boards.computeIfAbsent(before, key -> new Board());
                gone.replaced = true;
                if (known(atMillis)) {
                    events.add(new DeviceEvent.Swapped(node, before, board, atMillis));
                }
            }
        });
        present.forEach((board, slot) -> {
            if (!slot.isEmpty()) {
                bySlot.put(slot, board);
            }
        });
    }

    /** A device is gone when siblings are sampled and it is not, for a minute (R11). */
    private void vanished(long atMillis, SortedMap<DeviceKey, String> present) {
        boards.forEach((board, known) -> {
            if (!present.containsKey(board) && !known.replaced) {
                known.missing++;
                if (known.missing == vanishedAfter() && known(atMillis)) {
                    events.add(new DeviceEvent.Fault(node, board, known.lastGoodMillis, VANISHED));
                }
            }
        });
    }

    private long vanishedAfter() {
        return Math.max(2, Math.ceilDiv(VANISHED_AFTER_MILLIS, intervalMillis));
    }

    /**
     * Codes stay until the driver is reset, so only a new one counts, and none that was there at first sight; an exporter that
     * says nothing of codes for a while, as after its restart, does not take them back. A counter that starts anew does.
     */
    private void faults(DeviceKey board, Board known, SlotReading reading) {
        SlotReading.State state = reading.devices().get(board);
        SortedSet<String> codes = state == null ? Collections.emptySortedSet() : state.faults();
        long health = state == null ? DeviceColumns.NONE : state.health().orElse(DeviceColumns.NONE);
        Optional<String> fatal = codes.stream()
                .filter(code ->
                        !known.faults.contains(code) && ExporterTable.standard().fatal(code))
                .findFirst();
        boolean ill = health == 0 && known.health == 1;
        if (known.watched && (fatal.isPresent() || ill) && known(reading.slotMillis())) {
            String what = fatal.orElse(codes.isEmpty() ? "UNHEALTHY" : codes.first());
            events.add(new DeviceEvent.Fault(node, board, known.lastGoodMillis, what));
        }
        TreeSet<String> stated = new TreeSet<>(known.faults);
        stated.addAll(codes);
        known.faults = stated;
        known.health = health >= 0 ? health : known.health;
    }

    private void counter(DeviceKey board, Board known, SlotReading reading) {
        SlotReading.State state = reading.devices().get(board);
        if (state == null || state.energy().isEmpty()) {
            return;
        }
        long energy = state.energy().getAsLong();
        long millis = reading.slotMillis() - known.energyMillis;
        boolean possible =
                EnergyGain.possible(energy - known.energy, state.cap().orElse(0), millis);
        if (known.energy >= 0 && !possible && known(reading.slotMillis())) {
            events.add(new DeviceEvent.CounterReset(node, board, CanonicalMetric.ENERGY, reading.slotMillis()));
        }
        if (known.energy >= 0 && energy < known.energy) {
            SlotReading.State now = reading.devices().get(board);
            known.faults = now == null ? Collections.emptySortedSet() : now.faults();
        }
        known.energy = energy;
        known.energyMillis = reading.slotMillis();
    }

    private void unowned(SlotReading reading, Optional<SlotReading> word) {
        if (word.isEmpty()) {
            return;
        }
        PlaceNames names = reading.names();
        reading.devices().forEach((key, state) -> {
            boolean busy = state.perMille().orElse(0) >= OwnerCount.BUSY_PER_MILLE;
            DeviceKey board = state.seen().map(SeenDevice::board).orElse(key);
            if (busy && !held(word.get(), names, key, board)) {
                extend(unowned, key, reading.slotMillis(), Collections.emptySortedSet());
            } else {
                Optional.ofNullable(unowned.remove(key)).ifPresent(streak -> unownedUse(key, streak));
            }
        });
    }

    /** A slice counts as held when anybody holds a part of its device: agents name slices otherwise than exporters. */
    private static boolean held(SlotReading word, PlaceNames names, DeviceKey key, DeviceKey board) {
        return word.devices().values().stream()
                .flatMap(state -> state.held().stream())
                .anyMatch(holding -> holding.device().equals(key)
                        || names.hardware(holding.device()).equals(board)
                        || holding.parent().map(board::equals).orElse(false));
    }

    private void contested(SlotReading reading) {
        reading.devices().forEach((key, state) -> {
            SortedSet<PodOwner> pods = new TreeSet<>();
            state.held().stream()
                    .filter(Holding::exclusive)
                    .forEach(holding -> pods.add(holding.owner().pod()));
            if (pods.size() > 1) {
                extend(contested, key, reading.slotMillis(), pods);
            } else {
                Optional.ofNullable(contested.remove(key)).ifPresent(streak -> conflict(key, streak));
            }
        });
    }

    private static void extend(
            Map<DeviceKey, Streak> streaks, DeviceKey key, long atMillis, SortedSet<PodOwner> owners) {
        Streak streak = streaks.computeIfAbsent(key, device -> new Streak(atMillis));
        streak.lastMillis = atMillis;
        streak.polls++;
        streak.owners.addAll(owners);
    }

    private void unownedUse(DeviceKey device, Streak streak) {
        if (streak.polls >= POLLS && known(streak.lastMillis)) {
            events.add(new DeviceEvent.UnownedUse(node, device, span(streak)));
        }
    }

    private void conflict(DeviceKey device, Streak streak) {
        if (streak.polls >= POLLS && known(streak.lastMillis)) {
            events.add(new DeviceEvent.OwnersConflict(node, device, streak.owners, span(streak)));
        }
    }

    private Interval span(Streak streak) {
        return new Interval(streak.firstMillis, streak.lastMillis + intervalMillis);
    }
}
