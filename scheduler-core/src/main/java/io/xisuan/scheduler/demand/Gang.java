package io.xisuan.scheduler.demand;

/**
 * The workers of one job, all alike: they start together at one site or not at all.
 *
 * @param workers number of workers, at least 1
 * @param devicesPerWorker whole devices on one node for each worker; 0 for a job of CPU and memory only
 * @param cpuMillisPerWorker thousandths of a CPU core for each worker
 * @param memoryMibPerWorker MiB of memory for each worker
 */
public record Gang(int workers, int devicesPerWorker, long cpuMillisPerWorker, long memoryMibPerWorker) {
    public Gang {
        if (workers < 1) {
            throw new IllegalArgumentException("A gang has at least one worker, not %d".formatted(workers));
        }
        if (devicesPerWorker < 0 || cpuMillisPerWorker < 0 || memoryMibPerWorker < 0) {
            throw new IllegalArgumentException("A worker asks for no less than nothing: %d devices, %dm CPU, %d MiB"
                    .formatted(devicesPerWorker, cpuMillisPerWorker, memoryMibPerWorker));
        }
        if (devicesPerWorker == 0 && cpuMillisPerWorker == 0 && memoryMibPerWorker == 0) {
            throw new IllegalArgumentException("A worker asks for something");
        }
        Math.multiplyExact(workers, devicesPerWorker);
    }

    /** Returns a gang that is bound by devices only. */
    public static Gang ofDevices(int workers, int devicesPerWorker) {
        return new Gang(workers, devicesPerWorker, 0, 0);
    }

    /** Returns the devices of all workers together. */
    public int devices() {
        return workers * devicesPerWorker;
    }

    @Override
    public String toString() {
        return workers + " x " + devicesPerWorker;
    }
}
