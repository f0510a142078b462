package io.xisuan.operator.act;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a worker needs of its node.
 *
 * @param resourceName the extended resource of its devices, such as {@code nvidia.com/gpu}
 * @param devices how many of them; at least 1
 * @param cpuMillis thousandths of a core, 0 for no request
 * @param memoryMib mebibytes, 0 for no request
 * @param sharedMemoryMib the size of {@code /dev/shm} in mebibytes, 0 for the runtime's own; counts as memory of the pod
 * @param others further extended resources and how many, such as {@code rdma/hca}; requested and limited alike
 * @param network the secondary network that the pod joins, as Multus reads it: {@code name} or {@code namespace/name}
 * @param architecture the CPU architecture that its image is built for, as nodes are labelled; empty for any
 */
public record WorkerNeeds(
        String resourceName,
        int devices,
        long cpuMillis,
        long memoryMib,
        long sharedMemoryMib,
        SortedMap<String, Long> others,
        Optional<String> network,
        Optional<String> architecture) {
    public WorkerNeeds {
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        if (resourceName.isBlank()) {
            throw new IllegalArgumentException("A worker's devices have a resource name");
        }
        if (devices < 1 || cpuMillis < 0 || memoryMib < 0 || sharedMemoryMib < 0) {
            throw new IllegalArgumentException("A worker cannot have %d devices, %d mCPU, %d MiB and %d MiB shared"
                    .formatted(devices, cpuMillis, memoryMib, sharedMemoryMib));
        }
        for (var other : others.entrySet()) {
            if (other.getValue() < 1 || other.getKey().equals(resourceName)) {
                throw new IllegalArgumentException("A worker cannot ask for %d of %s beside its devices"
                        .formatted(other.getValue(), other.getKey()));
            }
        }
    }

    /** Returns the need of nothing but devices, CPU and memory. */
    public static WorkerNeeds of(String resourceName, int devices, long cpuMillis, long memoryMib) {
        return new WorkerNeeds(
                resourceName,
                devices,
                cpuMillis,
                memoryMib,
                0,
                Collections.emptySortedMap(),
                Optional.empty(),
                Optional.empty());
    }
}
