package io.xisuan.scheduler.cluster;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node can give.
 *
 * @param devices devices of the one type
 * @param deviceMemoryMib MiB of memory of each device; 0 when nobody sells it by memory
 * @param cpuMillis allocatable thousandths of a CPU core
 * @param memoryMib allocatable MiB
 * @param others further resources by their Kubernetes name, such as network adapters
 */
public record Capacity(
        int devices, int deviceMemoryMib, long cpuMillis, long memoryMib, SortedMap<String, Long> others) {
    /** More devices than any node has; a larger number is a mistake of units. */
    public static final int MAX_DEVICES = 1_000_000;

    public Capacity {
        others = others.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(others));
        if (devices < 0 || devices > MAX_DEVICES || deviceMemoryMib < 0 || cpuMillis < 0 || memoryMib < 0) {
            throw new IllegalArgumentException("A node cannot have %d devices of %d MiB, %dm CPU, %d MiB"
                    .formatted(devices, deviceMemoryMib, cpuMillis, memoryMib));
        }
        if (others.values().stream().anyMatch(amount -> amount < 0)) {
            throw new IllegalArgumentException("A node has no less than nothing of %s".formatted(others));
        }
    }

    /** Returns the capacity of a node whose devices are sold whole. */
    public static Capacity of(int devices, long cpuMillis, long memoryMib) {
        return new Capacity(devices, 0, cpuMillis, memoryMib, Collections.emptySortedMap());
    }
}
