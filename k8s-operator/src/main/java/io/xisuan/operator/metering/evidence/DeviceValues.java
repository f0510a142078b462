package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of one text by device and metric while it is read: one line goes before another by rank, a device's own line
 * before the copies for its pods, and those before its tiles. A value that two lines with the same labels contradict stays the
 * larger one, and the device is remembered.
 */
final class DeviceValues {
    /** A line without its value; two lines that are equal in this say the same thing twice or contradict each other. */
    record Line(
            DeviceKey device,
            CanonicalMetric metric,
            int rank,
            DeviceKey named,
            PodOwner owner,
            String sharer,
            String tile) {
        /** Whether it is a copy for a pod; what slices repeat of their whole device is not. */
        boolean copy() {
            return named.equals(device) && (!owner.name().isEmpty() || !sharer.isEmpty());
        }
    }

    /** The best value so far of one device and metric. */
    private static final class Cell {
        private int rank = Integer.MAX_VALUE;
        private OptionalLong own = OptionalLong.empty();
        private OptionalLong copied = OptionalLong.empty();
        private OptionalLong tiled = OptionalLong.empty();
        private boolean copiesDiffer;

        OptionalLong value() {
            return own.isPresent() ? own : copied.isPresent() ? copied : tiled;
        }
    }

    private final TreeMap<DeviceKey, Map<CanonicalMetric, Cell>> cells = new TreeMap<>();
    private final Map<Line, Long> lines = new HashMap<>();
    private final SortedSet<DeviceKey> conflicts = new TreeSet<>();
    private int duplicates;

    void put(Line line, long value) {
        Long earlier = lines.putIfAbsent(line, value);
        if (earlier != null && earlier == value) {
            duplicates++;
            return;
        }
        if (earlier != null) {
            conflicts.add(line.device());
            lines.put(line, Math.max(earlier, value));
        }
        Cell cell = cells.computeIfAbsent(line.device(), device -> new EnumMap<>(CanonicalMetric.class))
                .computeIfAbsent(line.metric(), metric -> new Cell());
        if (line.rank() > cell.rank) {
            return;
        }
        if (line.rank() < cell.rank) {
            cell.own = OptionalLong.empty();
            cell.copied = OptionalLong.empty();
            cell.tiled = OptionalLong.empty();
            cell.copiesDiffer = false;
            cell.rank = line.rank();
        }
        merge(cell, line, value);
    }

    private static void merge(Cell cell, Line line, long value) {
        if (!line.tile().isEmpty()) {
            boolean sums = line.metric() != CanonicalMetric.UTILISATION && line.metric() != CanonicalMetric.TEMPERATURE;
            cell.tiled = OptionalLong.of(
                    sums ? cell.tiled.orElse(0) + value : Math.max(cell.tiled.orElse(Long.MIN_VALUE), value));
        } else if (line.copy()) {
            cell.copiesDiffer |= cell.copied.isPresent() && cell.copied.getAsLong() != value;
            cell.copied = OptionalLong.of(Math.max(cell.copied.orElse(Long.MIN_VALUE), value));
        } else {
            cell.own = OptionalLong.of(Math.max(cell.own.orElse(Long.MIN_VALUE), value));
        }
    }

    /** Returns the values by device; contradictions are known only after this. */
    SortedMap<DeviceKey, Map<CanonicalMetric, Long>> values() {
        TreeMap<DeviceKey, Map<CanonicalMetric, Long>> values = new TreeMap<>();
        cells.forEach((device, metrics) -> {
            Map<CanonicalMetric, Long> of = new EnumMap<>(CanonicalMetric.class);
            metrics.forEach((metric, cell) -> {
                cell.value().ifPresent(value -> of.put(metric, value));
                if (cell.copiesDiffer && cell.own.isEmpty()) {
                    conflicts.add(device);
                }
            });
            total(of);
            values.put(device, of);
        });
        return values;
    }

    /** The memory in all is what is used, free and kept by the driver, where no line states it. */
    private static void total(Map<CanonicalMetric, Long> of) {
        Long used = of.get(CanonicalMetric.MEMORY_USED);
        Long free = of.remove(CanonicalMetric.MEMORY_FREE);
        Long reserved = of.remove(CanonicalMetric.MEMORY_RESERVED);
        if (used != null && free != null) {
            of.putIfAbsent(CanonicalMetric.MEMORY_TOTAL, used + free + (reserved == null ? 0 : reserved));
        }
    }

    void contradicts(DeviceKey device) {
        conflicts.add(device);
    }

    SortedSet<DeviceKey> conflicts() {
        return conflicts;
    }

    int duplicates() {
        return duplicates;
    }
}
