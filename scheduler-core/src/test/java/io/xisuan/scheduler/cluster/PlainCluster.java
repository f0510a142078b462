package io.xisuan.scheduler.cluster;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plain twin of the state: everything is added up afresh, and a checkpoint is a copy. */
final class PlainCluster {
    private final List<NodeShape> nodes;
    private final Deque<Copy> checkpoints = new ArrayDeque<>();
    private Map<JobId, Allocation> allocations = new TreeMap<>();
    private Map<String, NodeLoad> background = new TreeMap<>();
    private Map<String, Integer> headroom = new TreeMap<>();

    private record Copy(
            Map<JobId, Allocation> allocations, Map<String, NodeLoad> background, Map<String, Integer> headroom) {}

    PlainCluster(List<NodeShape> nodes) {
        this.nodes = nodes;
        nodes.forEach(node -> setBackground(node.site(), node.name(), node.background()));
    }

    void allocate(Allocation allocation) {
        allocations.put(allocation.job(), allocation);
    }

    void release(JobId job) {
        allocations.remove(job);
    }

    void setBackground(SiteId site, NodeName node, NodeLoad load) {
        background.put(site + "/" + node, load);
    }

    void setHeadroom(SiteId site, DeviceType type, int devices) {
        headroom.put(site + "/" + type, devices);
    }

    void checkpoint() {
        checkpoints.push(new Copy(new TreeMap<>(allocations), new TreeMap<>(background), new TreeMap<>(headroom)));
    }

    void rollback() {
        Copy copy = checkpoints.pop();
        allocations = copy.allocations();
        background = copy.background();
        headroom = copy.headroom();
    }

    void commit() {
        checkpoints.pop();
    }

    List<Allocation> allocations() {
        return List.copyOf(allocations.values());
    }

    int free(NodeShape node) {
        NodeLoad others = background.getOrDefault(node.site() + "/" + node.name(), NodeLoad.NONE);
        return Math.max(0, node.devices() - others.devices() - ours(node));
    }

    /** Returns the first, by name, of the nodes with exactly so many free devices, or an empty text. */
    String first(SiteId site, DeviceType type, int free) {
        return of(site, type).stream()
                .filter(node -> free(node) == free)
                .map(node -> node.name().value())
                .min(String::compareTo)
                .orElse("");
    }

    long sellable(SiteId site, DeviceType type) {
        long free = of(site, type).stream().mapToLong(this::free).sum();
        long total = of(site, type).stream().mapToLong(NodeShape::devices).sum();
        long sold = of(site, type).stream().mapToLong(this::ours).sum();
        return Math.max(0, Math.min(free, total - headroom.getOrDefault(site + "/" + type, 0) - sold));
    }

    private List<NodeShape> of(SiteId site, DeviceType type) {
        return nodes.stream()
                .filter(node -> node.site().equals(site) && node.type().equals(type))
                .toList();
    }

    private int ours(NodeShape node) {
        return allocations.values().stream()
                .filter(allocation -> allocation.site().equals(node.site()))
                .flatMap(allocation -> allocation.workers().stream())
                .filter(worker -> worker.node().equals(node.name()))
                .mapToInt(WorkerPlacement::devices)
                .sum();
    }
}
