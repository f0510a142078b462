package io.xisuan.scheduler.simulation;

import java.util.List;

/**
 * What a job of a trace holds while it runs.
 *
 * @param devices accelerators in all; 0 for a job without any
 * @param devicesPerWorker accelerators of each worker, all on one node; 0 when the trace does not say: then a job that fits
 *     one node is one worker, and a larger one takes wholly idle nodes
 * @param milliPerDevice thousandths of each device; below 1000 only with one device, which it then shares with others
 * @param cpuMilli milli-cores of each worker
 * @param memoryMib MiB of each worker
 * @param models the models it can use; empty for any
 */
public record Demand(
        int devices, int devicesPerWorker, int milliPerDevice, long cpuMilli, long memoryMib, List<String> models) {
    /** Thousandths of a whole device. */
    public static final int WHOLE = 1000;

    public Demand {
        models = List.copyOf(models);
        if (devices < 0 || devicesPerWorker < 0 || cpuMilli < 0 || memoryMib < 0) {
            throw new IllegalArgumentException("A demand is never negative: %d devices by %d, %d milli-cores, %d MiB"
                    .formatted(devices, devicesPerWorker, cpuMilli, memoryMib));
        }
        if (devicesPerWorker > 0 && (devices == 0 || devices % devicesPerWorker != 0)) {
            throw new IllegalArgumentException(
                    "%d devices are no whole number of workers of %d".formatted(devices, devicesPerWorker));
        }
        if (milliPerDevice < 1 || milliPerDevice > WHOLE || (milliPerDevice < WHOLE && devices != 1)) {
            throw new IllegalArgumentException("%d thousandths of %d devices: a share is 1 to 1000 of one device"
                    .formatted(milliPerDevice, devices));
        }
    }

    /** Returns a demand of whole devices about which nothing else is known. */
    public static Demand ofDevices(int devices) {
        return new Demand(devices, 0, WHOLE, 0, 0, List.of());
    }

    /** Returns thousandths of devices in all. */
    public long deviceMilli() {
        return (long) devices * milliPerDevice;
    }
}
