package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.TopologyLevel;
import java.util.Arrays;

/**
 * The racks or the NVLink domains of all pools: contiguous ranges of nodes, each with a count of its nodes by free devices.
 *
 * <p>So the room of a domain for workers of so many devices is known without looking at its nodes.
 */
final class Domains {
    /** Pools whose nodes have more devices keep no counts: their domains are looked at node by node. */
    static final int MAX_COUNTED = 64;

    final TopologyLevel level;
    /** The domain of each node. */
    final int[] of;

    final int[] first;
    final int[] end;
    /** For each domain and number of free devices its nodes with exactly so many; empty in pools that keep none. */
    final int[][] byFree;

    /**
     * @param of the domain of each node; numbers rise with the nodes, one by one
     */
    Domains(TopologyLevel level, int[] of, int[] maxDevicesOfNode) {
        this.level = level;
        this.of = of;
        int count = of.length == 0 ? 0 : of[of.length - 1] + 1;
        first = new int[count];
        end = new int[count];
        byFree = new int[count][];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (int node = 0; node < of.length; node++) {
            first[of[node]] = Math.min(first[of[node]], node);
            end[of[node]] = node + 1;
        }
        for (int domain = 0; domain < count; domain++) {
            int most = maxDevicesOfNode[first[domain]];
            byFree[domain] = most <= MAX_COUNTED ? new int[most + 1] : new int[0];
        }
    }

    void moved(int node, int freeBefore, int free) {
        int[] counts = byFree[of[node]];
        if (counts.length > 0) {
            counts[freeBefore]--;
            counts[free]++;
        }
    }

    void entered(int node, int free) {
        int[] counts = byFree[of[node]];
        if (counts.length > 0) {
            counts[free]++;
        }
    }

    boolean isCounted(int domain) {
        return byFree[domain].length > 0;
    }

    /** Returns how many workers of so many devices each the domain's free devices allow; CPU and the like are not looked at. */
    long workersByDevices(int domain, int devicesPerWorker) {
        int[] counts = byFree[domain];
        long workers = 0;
        for (int free = devicesPerWorker; free < counts.length; free++) {
            workers += (long) counts[free] * (free / devicesPerWorker);
        }
        return workers;
    }

    long freeDevices(int domain) {
        int[] counts = byFree[domain];
        long devices = 0;
        for (int free = 1; free < counts.length; free++) {
            devices += (long) counts[free] * free;
        }
        return devices;
    }
}
