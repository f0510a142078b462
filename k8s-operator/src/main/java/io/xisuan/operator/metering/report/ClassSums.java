package io.xisuan.operator.metering.report;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Device time by class and reason, ms.
 *
 * @param inventory what the classes have to add up to
 * @param heldUnbilled by reason
 * @param unavailable by reason
 */
public record ClassSums(
        long inventory,
        long billed,
        SortedMap<String, Long> heldUnbilled,
        long background,
        long idle,
        SortedMap<String, Long> unavailable) {
    /** Nothing. */
    public static final ClassSums NONE = new ClassSums(0, 0, new TreeMap<>(), 0, 0, new TreeMap<>());

    public ClassSums {
        heldUnbilled = Collections.unmodifiableSortedMap(new TreeMap<>(heldUnbilled));
        unavailable = Collections.unmodifiableSortedMap(new TreeMap<>(unavailable));
    }

    /** Returns the sum of all classes. */
    public long classified() {
        return billed + heldUnbilledMillis() + background + idle + unavailableMillis();
    }

    public long heldUnbilledMillis() {
        return sum(heldUnbilled);
    }

    public long unavailableMillis() {
        return sum(unavailable);
    }

    /** Returns whether every millisecond of the inventory is in one class. */
    public boolean closes() {
        return classified() == inventory;
    }

    /** Returns both together. */
    public ClassSums plus(ClassSums other) {
        return new ClassSums(
                inventory + other.inventory,
                billed + other.billed,
                merged(heldUnbilled, other.heldUnbilled),
                background + other.background,
                idle + other.idle,
                merged(unavailable, other.unavailable));
    }

    private static long sum(SortedMap<String, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static SortedMap<String, Long> merged(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        TreeMap<String, Long> both = new TreeMap<>(one);
        other.forEach((reason, millis) -> both.merge(reason, millis, Long::sum));
        return both;
    }
}
