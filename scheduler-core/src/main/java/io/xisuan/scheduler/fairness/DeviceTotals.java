package io.xisuan.scheduler.fairness;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Variant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many devices of each type all sites have together, and how much of them a gang is worth, in thousandths of a device.
 *
 * <p>A MIG instance is worth its memory slices of eight; a share of memory its part of the memory that devices of the type
 * have, rounded up, or a whole device where nobody says how much that is.
 */
public final class DeviceTotals {
    /** No such type in any site. */
    static final int ABSENT = -1;

    private static final int MIG_SLICE_MILLI = 125;

    private final List<DeviceType> types;
    private final long[] milli;
    private final int[] memoryMib;

    private DeviceTotals(SortedMap<DeviceType, long[]> byType) {
        this.types = List.copyOf(byType.keySet());
        this.milli = new long[types.size()];
        this.memoryMib = new int[types.size()];
        int at = 0;
        for (Map.Entry<DeviceType, long[]> entry : byType.entrySet()) {
            milli[at] = entry.getValue()[0];
            memoryMib[at] = (int) entry.getValue()[1];
            at++;
        }
    }

    /** Returns the totals of all sites' nodes, cordoned and lost ones too. */
    public static DeviceTotals of(ClusterState state) {
        TreeMap<DeviceType, long[]> byType = new TreeMap<>();
        for (NodeShape node : state.nodes()) {
            long[] sums = byType.computeIfAbsent(node.type(), type -> new long[2]);
            sums[0] += (long) node.devices() * Accelerators.WHOLE_MILLI;
            sums[1] = sums[1] == 0 ? node.capacity().deviceMemoryMib() : sums[1];
        }
        return new DeviceTotals(byType);
    }

    /** Returns all types in their order. */
    public List<DeviceType> types() {
        return types;
    }

    /** Returns all devices of a type; 0 when there are none. */
    public long milli(DeviceType type) {
        int at = indexOf(type);
        return at == ABSENT ? 0 : milli[at];
    }

    /** Returns all devices of all types. */
    public long milli() {
        long sum = 0;
        for (long each : milli) {
            sum += each;
        }
        return sum;
    }

    /** Returns what a gang with its fewest workers holds when it runs on devices of the type. */
    public long milli(Gang gang, DeviceType type) {
        long sum = 0;
        for (Role role : gang.roles()) {
            sum += role.minWorkers() * milliOfWorker(role.shape().accelerators(), type);
        }
        return sum;
    }

    /**
     * Returns the type by which a waiting job is charged: the first that it names and some site has, else the first it names.
     */
    public DeviceType charged(JobRequest job) {
        List<Variant> variants = job.variants();
        for (Variant variant : variants) {
            if (variants.size() == 1 || milli(variant.type()) > 0) {
                return variant.type();
            }
        }
        return variants.getFirst().type();
    }

    private long milliOfWorker(Accelerators each, DeviceType type) {
        return switch (each) {
            case Accelerators.None none -> 0;
            case Accelerators.Whole(int devices) -> (long) devices * Accelerators.WHOLE_MILLI;
            case Accelerators.Share(int share) -> share;
            case Accelerators.MemoryShare(int mib) -> {
                int at = indexOf(type);
                int all = at == ABSENT ? 0 : memoryMib[at];
                yield all <= mib ? Accelerators.WHOLE_MILLI : Math.ceilDiv((long) mib * Accelerators.WHOLE_MILLI, all);
            }
            case Accelerators.Partition(MigProfile profile) -> (long) profile.memorySlices() * MIG_SLICE_MILLI;
        };
    }

    int indexOf(DeviceType type) {
        for (int at = 0; at < milli.length; at++) {
            if (types.get(at).equals(type)) {
                return at;
            }
        }
        return ABSENT;
    }

    long milliAt(int type) {
        return milli[type];
    }
}
