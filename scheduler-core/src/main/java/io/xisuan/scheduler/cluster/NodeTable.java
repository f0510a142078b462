package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The hot state: what each node has, what others hold of it and what we hold, one array a quantity, and for each pool the
 * nodes by their number of free devices, so that the fullest node that fits is found without looking at the rest.
 *
 * <p>A node is open unless it is cordoned or lost; a node that is not open has nothing free.
 */
final class NodeTable {
    private static final byte OPEN = 0;
    private static final byte CORDONED = 1;
    private static final byte LOST = 2;

    final int[] pool;
    final int[] devices;
    final int[] deviceMemoryMib;
    final long[] cpuMillis;
    final long[] memoryMib;
    final int[] backgroundDevices;
    final long[] backgroundCpuMillis;
    final long[] backgroundMemoryMib;
    /** Devices that we hold whole; those that we hold in part are opened slots. */
    final int[] ourDevices;
    final long[] ourCpuMillis;
    final long[] ourMemoryMib;
    final Slots slots;
    /** Further resources: by resource, then node. */
    final Map<String, Integer> otherIndex = new TreeMap<>();

    final long[][] others;
    final long[][] ourOthers;
    private final byte[] flags;
    private final DeviceMode[] modes;
    /** Free devices by the index: kept so that a change is one comparison. */
    private final int[] free;

    final long[] poolTotal;
    final long[] poolFree;
    final long[] poolSold;
    final long[] poolHeadroom;
    final int[] poolMaxDevices;
    final Domains racks;
    final Domains nvlinks;
    final ChangeLog changes;

    /** For each pool and number of free devices, the nodes that have exactly so many, by their index. */
    private final BitSet[][] byFree;

    NodeTable(List<NodeShape> shapes, int[] pool, int pools) {
        int count = shapes.size();
        this.pool = pool;
        this.devices = shapes.stream().mapToInt(NodeShape::devices).toArray();
        this.deviceMemoryMib = shapes.stream().mapToInt(node -> node.capacity().deviceMemoryMib()).toArray();
        this.cpuMillis = shapes.stream().mapToLong(NodeShape::cpuMillis).toArray();
        this.memoryMib = shapes.stream().mapToLong(NodeShape::memoryMib).toArray();
        this.backgroundDevices = new int[count];
        this.backgroundCpuMillis = new long[count];
        this.backgroundMemoryMib = new long[count];
        this.ourDevices = new int[count];
        this.ourCpuMillis = new long[count];
        this.ourMemoryMib = new long[count];
        this.slots = new Slots(count);
        this.flags = new byte[count];
        this.modes = shapes.stream().map(node -> node.traits().mode()).toArray(DeviceMode[]::new);
        this.free = devices.clone();
        this.poolTotal = new long[pools];
        this.poolFree = new long[pools];
        this.poolSold = new long[pools];
        this.poolHeadroom = new long[pools];
        this.poolMaxDevices = new int[pools];
        this.byFree = new BitSet[pools][];
        this.changes = new ChangeLog(count);
        TreeSet<String> names = new TreeSet<>();
        shapes.forEach(node -> names.addAll(node.capacity().others().keySet()));
        names.forEach(name -> otherIndex.put(name, otherIndex.size()));
        this.others = new long[names.size()][count];
        this.ourOthers = new long[names.size()][count];
        for (int node = 0; node < count; node++) {
            for (Map.Entry<String, Long> other : shapes.get(node).capacity().others().entrySet()) {
                others[otherIndex.getOrDefault(other.getKey(), 0)][node] = other.getValue();
            }
        }
        index();
        int[] most = new int[count];
        for (int node = 0; node < count; node++) {
            most[node] = poolMaxDevices[pool[node]];
        }
        this.racks = new Domains(TopologyLevel.RACK, NodeOrder.racks(shapes, pool), most);
        this.nvlinks = new Domains(TopologyLevel.NVLINK, NodeOrder.nvlinks(shapes, pool), most);
        for (int node = 0; node < count; node++) {
            racks.entered(node, free[node]);
            nvlinks.entered(node, free[node]);
        }
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

    /** Says whether the node's mode sells such a part of a device. */
    boolean sells(int node, Accelerators part) {
        return switch (modes[node]) {
            case WHOLE -> false;
            case SHARED -> !(part instanceof Accelerators.Partition);
            case PARTITIONED -> part instanceof Accelerators.Partition;
        };
    }

    int size() {
        return devices.length;
    }

    boolean isOpen(int node) {
        return flags[node] == OPEN;
    }

    boolean isLost(int node) {
        return (flags[node] & LOST) != 0;
    }

    boolean isCordoned(int node) {
        return (flags[node] & CORDONED) != 0;
    }

    void setCordoned(int node, boolean on) {
        flags[node] = (byte) (on ? flags[node] | CORDONED : flags[node] & ~CORDONED);
        moved(node);
    }

    void setLost(int node, boolean on) {
        flags[node] = (byte) (on ? flags[node] | LOST : flags[node] & ~LOST);
        moved(node);
    }

    /** Returns the devices of an open node of which nobody holds anything. */
    int freeDevices(int node) {
        return free[node];
    }

    long freeCpuMillis(int node) {
        return isOpen(node) ? Math.max(0, cpuMillis[node] - backgroundCpuMillis[node] - ourCpuMillis[node]) : 0;
    }

    long freeMemoryMib(int node) {
        return isOpen(node) ? Math.max(0, memoryMib[node] - backgroundMemoryMib[node] - ourMemoryMib[node]) : 0;
    }

    /** Returns what is left of a further resource; a node that has none has nothing left. */
    long freeOther(int node, String name) {
        Integer index = otherIndex.get(name);
        return index == null || !isOpen(node) ? 0 : others[index][node] - ourOthers[index][node];
    }

    /** Returns the first node at or after {@code from} with exactly so many free devices, or -1. */
    int nextWithFree(int pool, int free, int from) {
        BitSet nodes = byFree[pool][free];
        return nodes == null ? -1 : nodes.nextSetBit(from);
    }

    long sellable(int pool) {
        return Math.max(0, Math.min(poolFree[pool], poolTotal[pool] - poolHeadroom[pool] - poolSold[pool]));
    }

    /** Adds a worker to what we hold of a node; sign -1 takes it off. */
    void hold(int node, WorkerShape shape, WorkerPlacement at, int sign) {
        Accelerators each = shape.accelerators();
        if (each.isPart()) {
            int before = slots.opened(node);
            slots.take(node, at.slot(), each, at.start(), sign);
            poolSold[pool[node]] += slots.opened(node) - before;
        } else {
            ourDevices[node] += sign * at.devices();
            poolSold[pool[node]] += (long) sign * at.devices();
        }
        ourCpuMillis[node] += sign * shape.cpuMillis();
        ourMemoryMib[node] += sign * shape.memoryMib();
        if (!shape.others().isEmpty()) {
            shape.others().forEach((name, amount) -> ourOthers[otherIndex.getOrDefault(name, 0)][node] += sign * amount);
        }
        moved(node);
    }

    void setBackground(int node, NodeLoad load) {
        backgroundDevices[node] = load.devices();
        backgroundCpuMillis[node] = load.cpuMillis();
        backgroundMemoryMib[node] = load.memoryMib();
        moved(node);
    }

    NodeLoad background(int node) {
        return new NodeLoad(backgroundDevices[node], backgroundCpuMillis[node], backgroundMemoryMib[node]);
    }

    private void moved(int node) {
        changes.add(node);
        int before = free[node];
        int now = isOpen(node)
                ? Math.max(0, devices[node] - backgroundDevices[node] - ourDevices[node] - slots.opened(node))
                : 0;
        if (now == before) {
            return;
        }
        free[node] = now;
        int p = pool[node];
        bucket(p, before).clear(node);
        bucket(p, now).set(node);
        poolFree[p] += now - before;
        racks.moved(node, before, now);
        nvlinks.moved(node, before, now);
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
