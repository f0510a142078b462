package io.xisuan.benchmarks;

import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.placement.policy.NodePolicy;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import io.xisuan.scheduler.placement.policy.WorkerNeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a placement that knows every arrival beforehand and may refuse any pod could allocate at most, and one that it reaches at least.
 *
 * <p>Above: devices without walls between them, each pod on the types that it can run on, by CPU or memory unlimited. That is a maximum
 * flow from kinds of pods to types of devices, which equals its least cut: over all sets of types, their devices and the demand that
 * can go elsewhere too. Below: whole devices first, then shares by {@link SharePatterns}, placed by our own policy.
 */
final class OfflineBound {
    private OfflineBound() {}

    /** Returns the most that can be allocated, in thousandths of devices. */
    static long atMostMilli(OpenbTrace trace, List<OpenbPod> arrivals) {
        SortedMap<DeviceType, Long> capacity = new TreeMap<>();
        trace.machines().forEach(machine -> capacity.merge(machine.type(), 1000L * machine.devices(), Long::sum));
        List<DeviceType> types = List.copyOf(capacity.keySet());
        long least = Long.MAX_VALUE;
        for (int set = 0; set < 1 << types.size(); set++) {
            TreeSet<DeviceType> inside = new TreeSet<>();
            long cut = 0;
            for (int i = 0; i < types.size(); i++) {
                if ((set >> i & 1) != 0) {
                    inside.add(types.get(i));
                    cut += capacity.getOrDefault(types.get(i), 0L);
                }
            }
            least = Math.min(least, cut + demandElsewhere(arrivals, inside, types));
        }
        return least;
    }

    private static long demandElsewhere(List<OpenbPod> arrivals, Set<DeviceType> inside, List<DeviceType> types) {
        long sum = 0;
        for (OpenbPod pod : arrivals) {
            WorkerNeed need = pod.need();
            boolean elsewhere = types.stream().anyMatch(type -> need.allows(type) && !inside.contains(type));
            sum += elsewhere ? need.milli() : 0;
        }
        return sum;
    }

    /** Returns what one placement that knows all arrivals allocates, in thousandths of devices. */
    static long reachedMilli(OpenbTrace trace, List<OpenbPod> arrivals, int seed) {
        OpenbCluster cluster = new OpenbCluster(trace, PolicyBlend.of(NodePolicy.XISUAN), seed);
        arrivals.stream()
                .filter(pod -> pod.need().devices() > 0 && !pod.need().isShare())
                .sorted(Comparator.comparing((OpenbPod pod) -> pod.need()).reversed())
                .forEach(cluster::place);
        SortedMap<String, List<OpenbPod>> sharesByTypes = new TreeMap<>(Comparator.reverseOrder());
        for (OpenbPod pod : arrivals) {
            if (pod.need().isShare()) {
                sharesByTypes
                        .computeIfAbsent(pod.need().types().toString(), types -> new ArrayList<>())
                        .add(pod);
            }
        }
        sharesByTypes.values().forEach(shares -> SharePatterns.of(shares).forEach(cluster::place));
        return cluster.placedMilli();
    }
}
