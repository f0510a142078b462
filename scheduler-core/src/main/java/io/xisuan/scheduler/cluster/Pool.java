package io.xisuan.scheduler.cluster;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;

/**
 * The nodes of one site with one type of device: a live view of the state, in which a node is known by its index.
 *
 * <p>The indexes of a pool's nodes are contiguous and in the order of their names.
 */
public final class Pool {
    private final ClusterState state;
    private final int index;
    private final SiteShape site;
    private final DeviceType type;
    private final int firstNode;
    private final int endNode;

    Pool(ClusterState state, int index, SiteShape site, NodeRange range) {
        this.state = state;
        this.index = index;
        this.site = site;
        this.type = range.type();
        this.firstNode = range.first();
        this.endNode = range.end();
    }

    /** The nodes of a pool: from {@code first} to before {@code end}. */
    record NodeRange(DeviceType type, int first, int end) {}

    /** Returns the pool's place in {@link ClusterState#pools()}. */
    public int index() {
        return index;
    }

    public SiteId site() {
        return site.id();
    }

    /** Returns the conditions of the pool's site as given at first. */
    public SiteShape siteShape() {
        return site;
    }

    public DeviceType type() {
        return type;
    }

    public int firstNode() {
        return firstNode;
    }

    public int endNode() {
        return endNode;
    }

    public long totalDevices() {
        return table().poolTotal[index];
    }

    /** Returns the devices that no pod holds. */
    public long freeDevices() {
        return table().poolFree[index];
    }

    /** Returns the devices that our jobs hold. */
    public long soldDevices() {
        return table().poolSold[index];
    }

    /** Returns the devices kept for the site's own users. */
    public long headroomDevices() {
        return table().poolHeadroom[index];
    }

    /** Returns what can be sold now: {@code min(free, total - headroom - sold)}, never less than zero. */
    public long sellableDevices() {
        return table().sellable(index);
    }

    /** Returns what can be sold of the headroom rule alone: {@code total - headroom - sold}; negative when overdrawn. */
    public long unsoldDevices() {
        return totalDevices() - headroomDevices() - soldDevices();
    }

    /** Returns the devices that pods hold which are not ours. */
    public long backgroundDevices() {
        long sum = 0;
        for (int node = firstNode; node < endNode; node++) {
            sum += table().backgroundDevices[node];
        }
        return sum;
    }

    /** Returns the most devices that a node of the pool has. */
    public int maxDevices() {
        return table().poolMaxDevices[index];
    }

    public NodeName nodeName(int node) {
        return state.nodeName(node);
    }

    public int freeDevices(int node) {
        return table().freeDevices(node);
    }

    public long freeCpuMillis(int node) {
        return table().freeCpuMillis(node);
    }

    public long freeMemoryMib(int node) {
        return table().freeMemoryMib(node);
    }

    /** Returns {@code allocatable - background - ours}: negative while an owner's pod overlaps ours. */
    public NodeBalance balance(int node) {
        NodeTable t = table();
        return new NodeBalance(
                t.devices[node] - t.backgroundDevices[node] - t.ourDevices[node],
                t.cpuMillis[node] - t.backgroundCpuMillis[node] - t.ourCpuMillis[node],
                t.memoryMib[node] - t.backgroundMemoryMib[node] - t.ourMemoryMib[node]);
    }

    /** What a node has left; negative when more is held than there is. */
    public record NodeBalance(long devices, long cpuMillis, long memoryMib) {}

    /** Returns the first node at or after {@code from} with exactly so many free devices, or -1. */
    public int nextWithFree(int freeDevices, int from) {
        return table().nextWithFree(index, freeDevices, from);
    }

    /** Returns how many workers of the gang the node can take now; at most the gang. */
    public int workersThatFit(int node, Gang gang) {
        return workers(gang, freeDevices(node), freeCpuMillis(node), freeMemoryMib(node));
    }

    /** Returns how many workers of the gang the node could take if nobody held anything of it; at most the gang. */
    public int workersWhenEmpty(int node, Gang gang) {
        return workers(gang, table().devices[node], table().cpuMillis[node], table().memoryMib[node]);
    }

    /** Returns how many workers of a gang fit into so much; at most the gang, at least none. */
    public static int workers(Gang gang, long devices, long cpuMillis, long memoryMib) {
        long fit = gang.workers();
        fit = atMost(fit, devices, gang.devicesPerWorker());
        fit = atMost(fit, cpuMillis, gang.cpuMillisPerWorker());
        fit = atMost(fit, memoryMib, gang.memoryMibPerWorker());
        return (int) fit;
    }

    private static long atMost(long workers, long there, long each) {
        return each == 0 ? workers : Math.min(workers, Math.max(0, there) / each);
    }

    private NodeTable table() {
        return state.table();
    }

    @Override
    public String toString() {
        return site.id() + "/" + type;
    }
}
