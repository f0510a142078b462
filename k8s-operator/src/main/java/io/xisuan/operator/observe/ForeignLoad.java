package io.xisuan.operator.observe;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What pods that are not ours hold or ask for together, by their effective requests.
 *
 * @param pods how many
 * @param devices other resources than CPU, memory, storage and pods, by resource name; none is zero
 * @param cpuMillis thousandths of a core
 * @param memoryMib MiB, rounded up pod by pod
 */
public record ForeignLoad(int pods, SortedMap<String, Long> devices, long cpuMillis, long memoryMib) {
    /** Nothing. */
    public static final ForeignLoad NONE = new ForeignLoad(0, new TreeMap<>(), 0, 0);

    public ForeignLoad {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        if (pods < 0
                || cpuMillis < 0
                || memoryMib < 0
                || devices.values().stream().anyMatch(count -> count <= 0)) {
            throw new IllegalArgumentException(
                    "Pods cannot hold %d pods, %s, %dm CPU, %d MiB".formatted(pods, devices, cpuMillis, memoryMib));
        }
    }

    /** Returns the count of a resource. */
    public long devices(String resource) {
        return devices.getOrDefault(resource, 0L);
    }
}
