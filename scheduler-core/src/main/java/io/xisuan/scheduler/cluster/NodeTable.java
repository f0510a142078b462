package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.List;
import java.util.stream.IntStream;

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
    final OtherResources others;
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
    private final NodeSet[][] byFree;

    private final int[] poolFirst;
    private final int[] poolEnd;

    NodeTable(List<NodeShape> shapes, int[] pool, List<Pool> pools) {
        int count = shapes.size();
        this.pool = pool;
        this.devices = shapes.stream().mapToInt(NodeShape::devices).toArray();
        this.deviceMemoryMib = shapes.stream()
                .mapToInt(node -> node.capacity().deviceMemoryMib())
                .toArray();
        this.cpuMillis = shapes.stream().mapToLong(NodeShape::cpuMillis).toArray();
        this.memoryMib = shapes.stream().mapToLong(NodeShape::memoryMib).toArray();
        this.backgroundDevices = new int[count];
        this.backgroundCpuMillis = new long[count];
        this.backgroundMemoryMib = new long[count];
        this.ourDevices = new int[count];
        this.ourCpuMillis = new long[count];
        this.ourMemoryMib = new long[count];
        this.slots = new Slots(count);
        this.others = new OtherResources(shapes);
        this.flags = new byte[count];
        this.modes = shapes.stream().map(node -> node.traits().mode()).toArray(DeviceMode[]::new);
        this.free = devices.clone();
        this.poolTotal = new long[pools.size()];
        this.poolFree = new long[pools.size()];
        this.poolSold = new long[pools.size()];
        this.poolHeadroom = new long[pools.size()];
        this.poolMaxDevices = new int[pools.size()];
        this.poolFirst = pools.stream().mapToInt(Pool::firstNode).toArray();
        this.poolEnd = pools.stream().mapToInt(Pool::endNode).toArray();
        this.byFree = new NodeSet[pools.size()][];
        this.changes = new ChangeLog(count);
        index();
        int[] most = IntStream.of(pool).map(p -> poolMaxDevices[p]).toArray();
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
            byFree[p] = new NodeSet[poolMaxDevices[p] + 1];
        }
        for (int node = 0; node < devices.length; node++) {
            bucket(pool[node], devices[node]).add(node);
        }
    }

    /** Says whether the node's mode sells what a worker asks for; no accelerator is sold everywhere. */
    boolean sells(int node, Accelerators each) {
        boolean instance = each instanceof Accelerators.Partition;
        return switch (modes[node]) {
            case WHOLE, CLAIMED -> !each.isPart();
            case SHARED -> !instance;
            case PARTITIONED -> instance || !each.isPart();
            case INSTANCES -> instance || each instanceof Accelerators.None;
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

    /** Returns what is left of a further resource of an open node; a node that has none has nothing left. */
    long freeOther(int node, String name) {
        return isOpen(node) ? others.free(node, name) : 0;
    }

    /** Returns the first node at or after {@code from} with exactly so many free devices, or -1. */
    int nextWithFree(int pool, int free, int from) {
        NodeSet nodes = byFree[pool][free];
        return nodes == null ? -1 : nodes.next(from);
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
            others.hold(node, shape, sign);
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
        bucket(p, before).remove(node);
        bucket(p, now).add(node);
        poolFree[p] += now - before;
        racks.moved(node, before, now);
        nvlinks.moved(node, before, now);
    }

    private NodeSet bucket(int pool, int free) {
        NodeSet nodes = byFree[pool][free];
        if (nodes == null) {
            nodes = new NodeSet(poolFirst[pool], poolEnd[pool]);
            byFree[pool][free] = nodes;
        }
        return nodes;
    }
}
