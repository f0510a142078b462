package io.xisuan.scheduler.cluster;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The plain twin of the state: everything is added up afresh from lists, and a checkpoint is a copy. */
final class PlainCluster {
    private static final int WHOLE = 1000;

    private final List<NodeShape> nodes;
    private final Deque<Copy> checkpoints = new ArrayDeque<>();
    private Copy now = new Copy(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

    private record Copy(
            SortedMap<JobId, RunningJob> jobs,
            SortedMap<String, NodeLoad> background,
            SortedMap<String, Integer> headroom,
            SortedSet<String> cordoned,
            SortedSet<String> lost) {
        Copy copy() {
            return new Copy(
                    new TreeMap<>(jobs),
                    new TreeMap<>(background),
                    new TreeMap<>(headroom),
                    new TreeSet<>(cordoned),
                    new TreeSet<>(lost));
        }
    }

    /** One worker of ours on a node. */
    private record Held(WorkerShape shape, WorkerPlacement at) {
        boolean isAt(int slot) {
            return shape.accelerators().isPart() && at.slot() == slot;
        }
    }

    PlainCluster(List<NodeShape> nodes) {
        this.nodes = nodes;
        nodes.forEach(node -> setBackground(node, node.background()));
    }

    /** Says whether a job has room at its places, worker after worker. */
    boolean fits(Allocation allocation) {
        List<List<Held>> held = new ArrayList<>();
        for (NodeShape node : nodes) {
            held.add(new ArrayList<>(held(node)));
        }
        for (WorkerPlacement worker : allocation.workers()) {
            NodeShape node = node(allocation.site(), worker.node());
            List<Held> there = held.get(nodes.indexOf(node));
            Held next = new Held(allocation.gang().shape(worker.rank()), worker);
            if (!node.type().equals(allocation.type()) || !isOpen(node) || !fits(node, there, next)) {
                return false;
            }
            there.add(next);
        }
        return true;
    }

    private NodeShape node(SiteId site, NodeName name) {
        return nodes.stream()
                .filter(node -> node.site().equals(site) && node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean fits(NodeShape node, List<Held> held, Held next) {
        NodeLoad others = background(node);
        long cpu = node.cpuMillis() - others.cpuMillis() - cpu(held);
        long memory = node.memoryMib() - others.memoryMib() - memory(held);
        boolean fits =
                enough(next.shape().cpuMillis(), cpu) && enough(next.shape().memoryMib(), memory);
        for (String name : next.shape().others().keySet()) {
            long there = node.capacity().others().getOrDefault(name, 0L) - other(held, name);
            fits &= next.shape().others().getOrDefault(name, 0L) <= there;
        }
        return fits
                && (next.shape().accelerators().isPart() ? partFits(node, held, next) : wholeFits(node, held, next));
    }

    private static boolean enough(long each, long there) {
        return each == 0 || each <= there;
    }

    private boolean wholeFits(NodeShape node, List<Held> held, Held next) {
        int each = next.shape().wholeDevices();
        return next.at().devices() == each && each <= Math.max(0, free(node, held));
    }

    private boolean partFits(NodeShape node, List<Held> held, Held next) {
        int slot = next.at().slot();
        if (!sells(node, next.shape().accelerators()) || slot < 0 || slot >= node.devices()) {
            return false;
        }
        List<Held> beside = held.stream().filter(other -> other.isAt(slot)).toList();
        if (beside.isEmpty() && free(node, held) <= 0) {
            return false;
        }
        return switch (next.shape().accelerators()) {
            case Accelerators.Partition(MigProfile profile) ->
                IntStream.of(profile.starts())
                                .anyMatch(start -> start == next.at().start())
                        && beside.stream().noneMatch(other -> overlap(other, next));
            case Accelerators.Share share ->
                next.at().start() == 0 && used(node, beside, next) <= (long) WHOLE * size(node);
            case Accelerators.MemoryShare share ->
                next.at().start() == 0 && used(node, beside, next) <= (long) WHOLE * size(node);
            case Accelerators.None none -> false;
            case Accelerators.Whole whole -> false;
        };
    }

    private static boolean sells(NodeShape node, Accelerators part) {
        return switch (node.traits().mode()) {
            case WHOLE, CLAIMED -> false;
            case SHARED -> !(part instanceof Accelerators.Partition);
            case PARTITIONED, INSTANCES -> part instanceof Accelerators.Partition;
        };
    }

    private static boolean overlap(Held a, Held b) {
        int endA = a.at().start() + slices(a);
        int endB = b.at().start() + slices(b);
        return a.at().start() < endB && b.at().start() < endA;
    }

    private static int slices(Held held) {
        return held.shape().accelerators() instanceof Accelerators.Partition(MigProfile profile)
                ? profile.memorySlices()
                : 0;
    }

    /** A device without known memory is taken to have one MiB, of which no share by memory fits. */
    private static int size(NodeShape node) {
        return Math.max(1, node.capacity().deviceMemoryMib());
    }

    /** Thousandths times MiB that the parts hold of one device. */
    private static long used(NodeShape node, List<Held> beside, Held next) {
        List<Held> all = new ArrayList<>(beside);
        all.add(next);
        long used = 0;
        for (Held held : all) {
            used += held.shape().accelerators() instanceof Accelerators.Share(int milli)
                    ? (long) milli * size(node)
                    : 0;
            used += held.shape().accelerators() instanceof Accelerators.MemoryShare(int mib)
                    ? (node.capacity().deviceMemoryMib() == 0 ? Integer.MAX_VALUE : (long) mib * WHOLE)
                    : 0;
        }
        return used;
    }

    void start(RunningJob job) {
        now.jobs().put(job.job(), job);
    }

    void end(JobId job) {
        now.jobs().remove(job);
    }

    void stopBy(JobId job, long instantMillis) {
        now.jobs().computeIfPresent(job, (id, running) -> running.leavingBy(instantMillis));
    }

    void setBackground(NodeShape node, NodeLoad load) {
        now.background().put(key(node), load);
    }

    void setCordoned(NodeShape node, boolean on) {
        now.cordoned().remove(key(node));
        now.cordoned().addAll(on ? List.of(key(node)) : List.of());
    }

    void setLost(NodeShape node, boolean on) {
        now.lost().remove(key(node));
        now.lost().addAll(on ? List.of(key(node)) : List.of());
    }

    void setHeadroom(SiteId site, DeviceType type, int devices) {
        now.headroom().put(site + "/" + type, devices);
    }

    void checkpoint() {
        checkpoints.push(now.copy());
    }

    void rollback() {
        now = checkpoints.pop();
    }

    void commit() {
        checkpoints.pop();
    }

    List<RunningJob> running() {
        return List.copyOf(now.jobs().values());
    }

    List<RunningJob> runningOn(NodeShape node) {
        return running().stream()
                .filter(job -> job.allocation().site().equals(node.site())
                        && job.allocation().workers().stream()
                                .anyMatch(worker -> worker.node().equals(node.name())))
                .toList();
    }

    boolean isOpen(NodeShape node) {
        return !now.cordoned().contains(key(node)) && !now.lost().contains(key(node));
    }

    int free(NodeShape node) {
        return isOpen(node) ? Math.max(0, free(node, held(node))) : 0;
    }

    long freeCpuMillis(NodeShape node) {
        return isOpen(node) ? Math.max(0, node.cpuMillis() - background(node).cpuMillis() - cpu(held(node))) : 0;
    }

    long freeMemoryMib(NodeShape node) {
        return isOpen(node) ? Math.max(0, node.memoryMib() - background(node).memoryMib() - memory(held(node))) : 0;
    }

    long freeOther(NodeShape node, String name) {
        return isOpen(node) ? node.capacity().others().getOrDefault(name, 0L) - other(held(node), name) : 0;
    }

    int opened(NodeShape node) {
        return opened(held(node));
    }

    private int free(NodeShape node, List<Held> held) {
        int whole = held.stream().mapToInt(worker -> worker.at().devices()).sum();
        return node.devices() - background(node).devices() - whole - opened(held);
    }

    private static int opened(List<Held> held) {
        return (int) held.stream()
                .filter(worker -> worker.shape().accelerators().isPart())
                .map(worker -> worker.at().slot())
                .distinct()
                .count();
    }

    private static long cpu(List<Held> held) {
        return held.stream().mapToLong(worker -> worker.shape().cpuMillis()).sum();
    }

    private static long memory(List<Held> held) {
        return held.stream().mapToLong(worker -> worker.shape().memoryMib()).sum();
    }

    private static long other(List<Held> held, String name) {
        return held.stream()
                .mapToLong(worker -> worker.shape().others().getOrDefault(name, 0L))
                .sum();
    }

    private List<Held> held(NodeShape node) {
        List<Held> held = new ArrayList<>();
        for (RunningJob job : runningOn(node)) {
            for (WorkerPlacement worker : job.allocation().workers()) {
                if (worker.node().equals(node.name())) {
                    held.add(new Held(job.allocation().gang().shape(worker.rank()), worker));
                }
            }
        }
        return held;
    }

    long sold(SiteId site, DeviceType type) {
        return of(site, type).stream()
                .mapToLong(node -> opened(node)
                        + held(node).stream()
                                .mapToInt(worker -> worker.at().devices())
                                .sum())
                .sum();
    }

    long sellable(SiteId site, DeviceType type) {
        long free = of(site, type).stream().mapToLong(this::free).sum();
        long total = of(site, type).stream().mapToLong(NodeShape::devices).sum();
        int headroom = now.headroom().getOrDefault(site + "/" + type, 0);
        return Math.max(0, Math.min(free, total - headroom - sold(site, type)));
    }

    /** Returns the nodes of a pool in their order. */
    List<NodeShape> of(SiteId site, DeviceType type) {
        return nodes.stream()
                .filter(node -> node.site().equals(site) && node.type().equals(type))
                .sorted(NodeOrder.COMPARATOR)
                .toList();
    }

    private NodeLoad background(NodeShape node) {
        return now.background().getOrDefault(key(node), NodeLoad.NONE);
    }

    private static String key(NodeShape node) {
        return node.site() + "/" + node.name();
    }
}
