package io.xisuan.scheduler.cluster;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The nodes of one site with one type of device: a live view of the state, in which a node is known by its index.
 *
 * <p>The indexes of a pool's nodes are contiguous and in the order of racks, NVLink domains and names.
 */
public final class Pool {
    private final ClusterState state;
    private final int index;
    private final SiteShape site;
    private final DeviceType type;
    private final int firstNode;
    private final int endNode;
    private final int wattsPerDevice;

    Pool(ClusterState state, int index, SiteShape site, NodeRange range) {
        this.state = state;
        this.index = index;
        this.site = site;
        this.type = range.type();
        this.firstNode = range.first();
        this.endNode = range.end();
        this.wattsPerDevice = range.type().watts();
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

    /** Returns the board power of a device as far as its model is known, else 0. */
    public int wattsPerDevice() {
        return wattsPerDevice;
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
                t.devices[node] - t.backgroundDevices[node] - t.ourDevices[node] - t.slots.opened(node),
                t.cpuMillis[node] - t.backgroundCpuMillis[node] - t.ourCpuMillis[node],
                t.memoryMib[node] - t.backgroundMemoryMib[node] - t.ourMemoryMib[node]);
    }

    /** What a node has left; negative when more is held than there is. */
    public record NodeBalance(long devices, long cpuMillis, long memoryMib) {}

    /** Returns the first node at or after {@code from} with exactly so many free devices, or -1. */
    public int nextWithFree(int freeDevices, int from) {
        return table().nextWithFree(index, freeDevices, from);
    }

    /** Returns how many workers of the shape the node can take now; at most so many. */
    public int workersThatFit(int node, WorkerShape shape, int most) {
        NodeTable t = table();
        long fit = atMost(most, t.freeCpuMillis(node), shape.cpuMillis());
        fit = atMost(fit, t.freeMemoryMib(node), shape.memoryMib());
        if (fit > 0 && !shape.others().isEmpty()) {
            for (Map.Entry<String, Long> other : shape.others().entrySet()) {
                fit = atMost(fit, t.freeOther(node, other.getKey()), other.getValue());
            }
        }
        Accelerators each = shape.accelerators();
        if (each.isPart()) {
            return (int) (fit == 0 ? 0 : Math.min(fit, Parts.thatFit(t, node, each, (int) fit)));
        }
        return t.isOpen(node) && t.sells(node, each) ? (int) atMost(fit, t.freeDevices(node), each.wholeDevices()) : 0;
    }

    /** Says whether the devices of an open node suffice for one worker, CPU and the like left aside. */
    public boolean hasDevicesFor(int node, Accelerators each) {
        NodeTable t = table();
        return each.isPart()
                ? Parts.thatFit(t, node, each, 1) > 0
                : t.sells(node, each) && t.freeDevices(node) >= each.wholeDevices();
    }

    /** Returns how many workers of the shape the node could take if nobody held anything of it; at most so many. */
    public int workersWhenEmpty(int node, WorkerShape shape, int most) {
        NodeTable t = table();
        long fit = atMost(most, t.cpuMillis[node], shape.cpuMillis());
        fit = atMost(fit, t.memoryMib[node], shape.memoryMib());
        for (Map.Entry<String, Long> other : shape.others().entrySet()) {
            fit = atMost(fit, t.others.total(node, other.getKey()), other.getValue());
        }
        Accelerators each = shape.accelerators();
        if (each.isPart()) {
            return (int) Math.min(fit, (long) t.devices[node] * Parts.perEmptyDevice(t, node, each));
        }
        return t.sells(node, each) ? (int) atMost(fit, t.devices[node], each.wholeDevices()) : 0;
    }

    /** Says whether the node has room for the worker at just this placement. */
    boolean fitsAt(int node, WorkerShape shape, WorkerPlacement at) {
        if (!shape.accelerators().isPart()) {
            return at.devices() == shape.wholeDevices() && workersThatFit(node, shape, 1) == 1;
        }
        return workersThatFit(node, shape, 1) == 1 && Parts.fitsAt(table(), node, shape.accelerators(), at);
    }

    /**
     * Returns where on the node the next worker of a shape goes that fits there: a part of a device goes to the opened device
     * that it leaves least of, else it opens one.
     */
    public WorkerPlacement placement(int node, WorkerShape shape, int rank) {
        return shape.accelerators().isPart()
                ? Parts.placement(table(), node, shape.accelerators(), new WorkerPlacement(rank, nodeName(node), 0))
                : new WorkerPlacement(rank, nodeName(node), shape.wholeDevices());
    }

    /** Returns the same for a part whose opened device was chosen, or -1 for a new one, as far as that has room for it. */
    WorkerPlacement placement(int node, WorkerShape shape, int rank, OptionalInt device) {
        if (device.isPresent() && shape.accelerators().isPart()) {
            int slot =
                    device.getAsInt() >= 0 ? device.getAsInt() : table().slots.closedSlot(node);
            WorkerPlacement chosen = new WorkerPlacement(rank, nodeName(node), 0, slot, 0);
            if (fitsAt(node, shape, chosen)) {
                return chosen;
            }
        }
        return placement(node, shape, rank);
    }

    /** Starts a trial in which workers are held for a moment. */
    public Trial trial() {
        return new Trial(this);
    }

    void hold(int node, WorkerShape shape, WorkerPlacement at, int sign) {
        table().hold(node, shape, at, sign);
    }

    /** Returns how many devices so many workers of a shape, which fit there, open on the node. */
    public int devicesOpened(int node, WorkerShape shape, int workers) {
        Accelerators each = shape.accelerators();
        return each.isPart() ? Parts.opened(table(), node, each, workers) : workers * each.wholeDevices();
    }

    /** Returns how many workers of whole devices fit into so much; at most so many, at least none. */
    public static int workers(WorkerShape shape, int most, long devices, long cpuMillis, long memoryMib) {
        long fit = atMost(most, devices, shape.wholeDevices());
        fit = atMost(fit, cpuMillis, shape.cpuMillis());
        return (int) atMost(fit, memoryMib, shape.memoryMib());
    }

    private static long atMost(long workers, long there, long each) {
        return each == 0 ? workers : Math.min(workers, Math.max(0, there) / each);
    }

    /** Says whether the node takes new workers: neither cordoned nor lost. */
    public boolean isOpen(int node) {
        return table().isOpen(node);
    }

    public boolean isLost(int node) {
        return table().isLost(node);
    }

    public boolean isCordoned(int node) {
        return table().isCordoned(node);
    }

    /** Says whether the way in which the node shares its devices allows what a worker asks for. */
    public boolean sells(int node, Accelerators each) {
        return table().sells(node, each);
    }

    /** Returns what kind of node it is and where it stands. */
    public NodeTraits traits(int node) {
        return state.nodes().get(node).traits();
    }

    public Capacity capacity(int node) {
        return state.nodes().get(node).capacity();
    }

    /** Returns what is left of a further resource of an open node. */
    public long freeOther(int node, String name) {
        return table().freeOther(node, name);
    }

    /** Returns how many devices of the node are held in part. */
    public int openedDevices(int node) {
        return table().slots.opened(node);
    }

    /** Returns how many slots to ask {@link #slotFreeMilli} for. */
    public int slots(int node) {
        return table().slots.count(node);
    }

    /** Returns the thousandths left of a device that is held in part; 0 where the slot is closed or partitioned. */
    public int slotFreeMilli(int node, int slot) {
        NodeTable t = table();
        return t.slots.isOpen(node, slot) ? t.slots.freeMilli(node, slot, t.deviceMemoryMib[node]) : 0;
    }

    /** Returns the log of nodes that changed; of all pools. */
    public ChangeLog changes() {
        return table().changes;
    }

    /** Returns the jobs with a worker on the node, in no particular order. */
    public List<RunningJob> runningOn(int node) {
        return state.runningOn(node);
    }

    /** Returns the domain of a level that the node belongs to; domains are numbered through all pools. */
    public int domain(TopologyLevel level, int node) {
        return switch (level) {
            case NODE -> node;
            case NVLINK -> table().nvlinks.of[node];
            case RACK -> table().racks.of[node];
            case SITE -> index;
        };
    }

    /** Returns the number of the pool's first domain of a level; the others follow it. */
    public int firstDomain(TopologyLevel level) {
        return domain(level, firstNode);
    }

    /** Returns the number after that of the pool's last domain of a level. */
    public int endDomain(TopologyLevel level) {
        return domain(level, endNode - 1) + 1;
    }

    /** Returns the first node of a domain. */
    public int domainFirst(TopologyLevel level, int domain) {
        return switch (level) {
            case NODE -> domain;
            case NVLINK -> table().nvlinks.first[domain];
            case RACK -> table().racks.first[domain];
            case SITE -> firstNode;
        };
    }

    /** Returns the node after the last of a domain. */
    public int domainEnd(TopologyLevel level, int domain) {
        return switch (level) {
            case NODE -> domain + 1;
            case NVLINK -> table().nvlinks.end[domain];
            case RACK -> table().racks.end[domain];
            case SITE -> endNode;
        };
    }

    /**
     * Returns how many workers of so many devices each a rack's or NVLink domain's free devices allow, CPU and the like left
     * aside; {@link Long#MAX_VALUE} when no counts are kept and the nodes must be looked at.
     */
    public long workersByDevices(TopologyLevel level, int domain, int devicesPerWorker) {
        Domains domains = level == TopologyLevel.RACK ? table().racks : table().nvlinks;
        return devicesPerWorker > 0 && domains.isCounted(domain)
                ? domains.workersByDevices(domain, devicesPerWorker)
                : Long.MAX_VALUE;
    }

    private NodeTable table() {
        return state.table();
    }

    @Override
    public String toString() {
        return site.id() + "/" + type;
    }
}
