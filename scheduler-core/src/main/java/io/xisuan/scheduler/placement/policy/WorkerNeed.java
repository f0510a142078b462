package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a worker needs of its node, in the units in which policies count. Memory is no part of it: it decides whether a worker fits,
 * and no policy scores it.
 *
 * @param cpuMillis thousandths of a CPU core
 * @param devices how many devices it takes something of; 0 for a worker of CPU and memory only
 * @param milliEach thousandths that it takes of each; 1000 when it takes more than one
 * @param types the types of device that it can run on; empty when it runs on any
 */
public record WorkerNeed(long cpuMillis, int devices, int milliEach, SortedSet<DeviceType> types)
        implements Comparable<WorkerNeed> {
    /** Kinds above it are not told apart. */
    private static final int HIGHEST_KIND = 63;
    /** Memory slices of a partitioned device. */
    private static final int SLICES = 8;

    public WorkerNeed {
        types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
        boolean milliFits = devices == 0
                ? milliEach == 0
                : milliEach >= 1
                        && milliEach <= Accelerators.WHOLE_MILLI
                        && (devices == 1 || milliEach == Accelerators.WHOLE_MILLI);
        if (cpuMillis < 0 || devices < 0 || !milliFits) {
            throw new IllegalArgumentException("No worker takes %d thousandths of each of %d devices and %dm CPU"
                    .formatted(milliEach, devices, cpuMillis));
        }
    }

    /** Returns the need of a worker that runs on any type of device. */
    public static WorkerNeed of(long cpuMillis, int devices, int milliEach) {
        return new WorkerNeed(cpuMillis, devices, milliEach, Collections.emptySortedSet());
    }

    /**
     * Returns what a worker of a shape needs.
     *
     * @param types the types that it can run on; empty when it runs on any
     * @param deviceMemoryMib the memory of a device, by which a share in MiB is counted in thousandths, rounded up
     */
    public static WorkerNeed of(WorkerShape shape, Set<DeviceType> types, int deviceMemoryMib) {
        int milli = milli(shape.accelerators(), deviceMemoryMib);
        int devices = milli == 0 ? 0 : Math.max(1, shape.wholeDevices());
        return new WorkerNeed(shape.cpuMillis(), devices, milli, new TreeSet<>(types));
    }

    private static int milli(Accelerators accelerators, int deviceMemoryMib) {
        return switch (accelerators) {
            case Accelerators.None none -> 0;
            case Accelerators.Whole whole -> Accelerators.WHOLE_MILLI;
            case Accelerators.Share(int milli) -> milli;
            case Accelerators.MemoryShare(int mib) ->
                Math.toIntExact(Math.min(
                        Accelerators.WHOLE_MILLI,
                        Math.ceilDiv((long) mib * Accelerators.WHOLE_MILLI, Math.max(1L, deviceMemoryMib))));
            case Accelerators.Partition(MigProfile profile) ->
                profile.memorySlices() * Accelerators.WHOLE_MILLI / SLICES;
        };
    }

    /** Returns thousandths of devices in all. */
    public long milli() {
        return (long) devices * milliEach;
    }

    /** Says whether a part of one device is needed. */
    public boolean isShare() {
        return devices == 1 && milliEach < Accelerators.WHOLE_MILLI;
    }

    /** Says whether devices of the type will do. */
    public boolean allows(DeviceType type) {
        return types.isEmpty() || types.contains(type);
    }

    /** Returns one bit for the kind of the worker: a share, one whole device, two, and so on; 0 when it needs none. */
    public long kindBit() {
        return kindBit(devices, isShare());
    }

    static long kindBit(int wholeDevices, boolean share) {
        if (share) {
            return 1;
        }
        return wholeDevices == 0 ? 0 : 1L << Math.min(wholeDevices, HIGHEST_KIND);
    }

    @Override
    public int compareTo(WorkerNeed other) {
        int byMilli = Long.compare(milli(), other.milli());
        int byCpu = byMilli != 0 ? byMilli : Long.compare(cpuMillis, other.cpuMillis);
        int byDevices = byCpu != 0 ? byCpu : Integer.compare(devices, other.devices);
        return byDevices != 0 ? byDevices : types.toString().compareTo(other.types.toString());
    }
}
