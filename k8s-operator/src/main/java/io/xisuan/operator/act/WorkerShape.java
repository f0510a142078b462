package io.xisuan.operator.act;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What every worker of a gang runs and needs.
 *
 * @param command the container's command; empty means the image's own
 * @param env the tenant's variables in their order; where a name is one that we set too, the tenant's value stands
 * @param resourceName the extended resource of its devices, such as {@code nvidia.com/gpu}
 * @param devices how many of them; at least 1
 * @param cpuMillis thousandths of a core, 0 for no request
 * @param memoryMib mebibytes, 0 for no request
 * @param sharedMemoryMib the size of {@code /dev/shm} in mebibytes, 0 for the runtime's own; counts as memory of the pod
 */
public record WorkerShape(
        String image,
        List<String> command,
        SequencedMap<String, String> env,
        String resourceName,
        int devices,
        long cpuMillis,
        long memoryMib,
        long sharedMemoryMib) {
    public WorkerShape {
        command = List.copyOf(command);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        if (image.isBlank() || resourceName.isBlank()) {
            throw new IllegalArgumentException(
                    "A worker needs an image and a resource name, not '%s' and '%s'".formatted(image, resourceName));
        }
        if (devices < 1 || cpuMillis < 0 || memoryMib < 0 || sharedMemoryMib < 0) {
            throw new IllegalArgumentException("A worker cannot have %d devices, %d mCPU, %d MiB and %d MiB shared"
                    .formatted(devices, cpuMillis, memoryMib, sharedMemoryMib));
        }
    }
}
