package io.xisuan.scheduler.cluster;

/** What someone holds of a node: devices, thousandths of a CPU core, MiB of memory. */
public record NodeLoad(int devices, long cpuMillis, long memoryMib) {
    public static final NodeLoad NONE = new NodeLoad(0, 0, 0);

    public NodeLoad {
        if (devices < 0 || cpuMillis < 0 || memoryMib < 0) {
            throw new IllegalArgumentException("Nobody holds less than nothing: %d devices, %dm CPU, %d MiB"
                    .formatted(devices, cpuMillis, memoryMib));
        }
    }

    /** Returns a load of devices alone. */
    public static NodeLoad ofDevices(int devices) {
        return new NodeLoad(devices, 0, 0);
    }
}
