package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.DeviceType;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What policies know beyond one node, and what does not change from placement to placement.
 *
 * @param mix the work that is expected
 * @param largest the most that any node has
 * @param devices how many devices of each type there are
 */
public record FleetOutline(TypicalMix mix, Largest largest, SortedMap<DeviceType, Long> devices) {
    /**
     * The most that any node of the fleet has, by which scores are scaled.
     *
     * @param cpuMillis more than zero
     * @param devices more than zero
     */
    public record Largest(long cpuMillis, int devices) {
        public Largest {
            if (cpuMillis < 1 || devices < 1) {
                throw new IllegalArgumentException(
                        "The largest node has CPU and devices, not %dm and %d".formatted(cpuMillis, devices));
            }
        }

        /** Returns the thousandths of its devices. */
        long milli() {
            return 1000L * devices;
        }
    }

    public FleetOutline {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        if (devices.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("No fleet has fewer devices than none: " + devices);
        }
    }

    /** Returns all devices. */
    long totalDevices() {
        return devices.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the devices that a worker can use. */
    long devicesFor(WorkerNeed need) {
        return devices.entrySet().stream()
                .filter(entry -> need.allows(entry.getKey()))
                .mapToLong(entry -> entry.getValue())
                .sum();
    }
}
