package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.Gang;
import java.util.BitSet;
import java.util.List;

/**
 * The hot state: what each node has, what others hold of it and what we hold, one array a quantity, and for each pool the
 * nodes by their number of free devices, so that the fullest node that fits is found without looking at the rest.
 */
final class NodeTable {
    final int[] pool;
    final int[] devices;
    final long[] cpuMillis;
    final long[] memoryMib;
    final int[] backgroundDevices;
    final long[] backgroundCpuMillis;
    final long[] backgroundMemoryMib;
    final int[] ourDevices;
    final long[] ourCpuMillis;
    final long[] ourMemoryMib;

    final long[] poolTotal;
    final long[] poolFree;
    final long[] poolSold;
    final long[] poolHeadroom;
    final int[] poolMaxDevices;

    /** For each pool and number of free devices, the nodes that have exactly so many, by their index. */
    private final BitSet[][] byFree;

    NodeTable(List<NodeShape> shapes, int[] pool, int pools) {
        int count = shapes.size();
        this.pool = pool;
        this.devices = shapes.stream().mapToInt(NodeShape::devices).toArray();
        this.cpuMillis = shapes.stream().mapToLong(NodeShape::cpuMillis).toArray();
        this.memoryMib = shapes.stream().mapToLong(NodeShape::memoryMib).toArray();
        this.backgroundDevices = new int[count];
        this.backgroundCpuMillis = new long[count];
        this.backgroundMemoryMib = new long[count];
        this.ourDevices = new int[count];
        this.ourCpuMillis = new long[count];
        this.ourMemoryMib = new long[count];
        this.poolTotal = new long[pools];
        this.poolFree = new long[pools];
        this.poolSold = new long[pools];
        this.poolHeadroom = new long[pools];
        this.poolMaxDevices = new int[pools];
        this.byFree = new BitSet[pools][];
        index();
    }

    private void index() {
        for (int node = 0; node < devices.length; node++) {
            int p = pool[node];
            poolTotal[p] += devices[node];
            poolFree[p] += devices[node];
            poolMaxDevices[p] = Math.max(poolMaxDevices[p], devices[node]);
        }
        for (int p = 0; p < byFree.length; p++) {
            byFree[p] = new BitSet[poolMaxDevices[p] + 1];
        }
        for (int node = 0; node < devices.length; node++) {
            bucket(pool[node], devices[node]).set(node);
        }
    }

    int size() {
        return devices.length;
    }

    int freeDevices(int node) {
        return Math.max(0, devices[node] - backgroundDevices[node] - ourDevices[node]);
    }

    long freeCpuMillis(int node) {
        return Math.max(0, cpuMillis[node] - backgroundCpuMillis[node] - ourCpuMillis[node]);
    }

    long freeMemoryMib(int node) {
        return Math.max(0, memoryMib[node] - backgroundMemoryMib[node] - ourMemoryMib[node]);
    }

    /** Returns the first node at or after {@code from} with exactly so many free devices, or -1. */
    int nextWithFree(int pool, int free, int from) {
        BitSet nodes = byFree[pool][free];
        return nodes == null ? -1 : nodes.nextSetBit(from);
    }

    long sellable(int pool) {
        return Math.max(0, Math.min(poolFree[pool], poolTotal[pool] - poolHeadroom[pool] - poolSold[pool]));
    }

    /** Adds workers of a gang to what we hold of a node; a negative number takes them off. */
    void hold(int node, Gang gang, int workers) {
        int before = freeDevices(node);
        ourDevices[node] += workers * gang.devicesPerWorker();
        ourCpuMillis[node] += workers * gang.cpuMillisPerWorker();
        ourMemoryMib[node] += workers * gang.memoryMibPerWorker();
        poolSold[pool[node]] += (long) workers * gang.devicesPerWorker();
        moved(node, before);
    }

    void setBackground(int node, NodeLoad load) {
        int before = freeDevices(node);
        backgroundDevices[node] = load.devices();
        backgroundCpuMillis[node] = load.cpuMillis();
        backgroundMemoryMib[node] = load.memoryMib();
        moved(node, before);
    }

    NodeLoad background(int node) {
        return new NodeLoad(backgroundDevices[node], backgroundCpuMillis[node], backgroundMemoryMib[node]);
    }

    private void moved(int node, int freeBefore) {
        int free = freeDevices(node);
        if (free == freeBefore) {
            return;
        }
        int p = pool[node];
        bucket(p, freeBefore).clear(node);
        bucket(p, free).set(node);
        poolFree[p] += free - freeBefore;
    }

    private BitSet bucket(int pool, int free) {
        BitSet nodes = byFree[pool][free];
        if (nodes == null) {
            nodes = new BitSet();
            byFree[pool][free] = nodes;
        }
        return nodes;
    }
}
