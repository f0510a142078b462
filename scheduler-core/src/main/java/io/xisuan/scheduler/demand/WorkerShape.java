package io.xisuan.scheduler.demand;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one worker needs on its node.
 *
 * @param cpuMillis thousandths of a CPU core
 * @param memoryMib MiB of memory
 * @param others further resources that nodes count, such as network adapters, by their Kubernetes name; each more than zero
 */
public record WorkerShape(Accelerators accelerators, long cpuMillis, long memoryMib, SortedMap<String, Long> others) {
    public WorkerShape {
        others = others.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(others));
        if (cpuMillis < 0 || memoryMib < 0 || others.values().stream().anyMatch(amount -> amount < 1)) {
            throw new IllegalArgumentException("A worker asks for no less than nothing: %dm CPU, %d MiB, %s"
                    .formatted(cpuMillis, memoryMib, others));
        }
        if (accelerators instanceof Accelerators.None && cpuMillis == 0 && memoryMib == 0 && others.isEmpty()) {
            throw new IllegalArgumentException("A worker asks for something");
        }
    }

    /** Returns a shape of accelerators, CPU and memory. */
    public static WorkerShape of(Accelerators accelerators, long cpuMillis, long memoryMib) {
        return new WorkerShape(accelerators, cpuMillis, memoryMib, Collections.emptySortedMap());
    }

    /** Returns this shape with further resources. */
    public WorkerShape with(Map<String, Long> more) {
        return new WorkerShape(accelerators, cpuMillis, memoryMib, new TreeMap<>(more));
    }

    /** Returns the devices that a worker takes whole. */
    public int wholeDevices() {
        return accelerators.wholeDevices();
    }

    @Override
    public String toString() {
        return accelerators.toString();
    }
}
