package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** Returns the outline of a cluster where such work is expected as runs there and as these jobs ask for. */
    public static FleetOutline of(ClusterState state, List<JobRequest> jobs) {
        SortedMap<DeviceType, Long> devices = new TreeMap<>();
        long cpuMillis = 1;
        int most = 1;
        int deviceMemoryMib = 0;
        for (NodeShape node : state.nodes()) {
            devices.merge(node.type(), (long) node.devices(), Long::sum);
            cpuMillis = Math.max(cpuMillis, node.cpuMillis());
            most = Math.max(most, node.devices());
            deviceMemoryMib = Math.max(deviceMemoryMib, node.capacity().deviceMemoryMib());
        }
        List<WorkerNeed> seen = new ArrayList<>();
        for (RunningJob running : state.running()) {
            seen.addAll(needs(running.request(), devices.keySet(), deviceMemoryMib));
        }
        for (JobRequest job : jobs) {
            seen.addAll(needs(job, devices.keySet(), deviceMemoryMib));
        }
        return new FleetOutline(TypicalMix.of(seen), new Largest(cpuMillis, most), devices);
    }

    /** Returns what the job's workers need, role by role; workers that are alike count once, so that no gang drowns the rest. */
    private static List<WorkerNeed> needs(JobRequest job, Set<DeviceType> all, int deviceMemoryMib) {
        Set<DeviceType> types =
                new TreeSet<>(job.variants().stream().map(Variant::type).toList());
        Set<DeviceType> named = types.containsAll(all) ? Set.of() : types;
        List<WorkerNeed> needs = new ArrayList<>();
        for (Role role : job.gang().roles()) {
            needs.add(WorkerNeed.of(role.shape(), named, deviceMemoryMib));
        }
        return needs;
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
