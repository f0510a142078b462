package io.xisuan.scheduler.twin;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.List;

/** The nodes of one type at one site, in their order, with what is reserved of them. */
final class PlainPool {
    private final SiteShape site;
    private final DeviceType type;
    private final List<PlainNode> nodes;
    private final long headroom;
    private final List<Reserved> reserved = new ArrayList<>();

    /** Workers that will hold places of one node from an instant to before another. */
    record Reserved(PlainNode node, WorkerShape shape, int workers, long devices, long startMillis, long endMillis) {
        boolean covers(long instant) {
            return startMillis <= instant && instant < endMillis;
        }
    }

    PlainPool(SiteShape site, DeviceType type, List<PlainNode> nodes, long headroom) {
        this.site = site;
        this.type = type;
        this.nodes = List.copyOf(nodes);
        this.headroom = headroom;
    }

    SiteShape site() {
        return site;
    }

    DeviceType type() {
        return type;
    }

    List<PlainNode> nodes() {
        return nodes;
    }

    long headroom() {
        return headroom;
    }

    List<Reserved> reserved() {
        return reserved;
    }

    long total() {
        return nodes.stream().mapToLong(node -> node.shape().devices()).sum();
    }

    long free() {
        return nodes.stream().mapToLong(PlainNode::freeDevices).sum();
    }

    long sold() {
        return nodes.stream()
                .mapToLong(node -> node.wholeHeld() + node.opened())
                .sum();
    }

    long sellable() {
        return Math.max(0, Math.min(free(), total() - headroom - sold()));
    }

    /** Returns the domains of a level, each with its nodes. */
    List<List<PlainNode>> domains(TopologyLevel level) {
        List<List<PlainNode>> domains = new ArrayList<>();
        for (PlainNode node : nodes) {
            if (domains.isEmpty() || !together(level, domains.getLast().getLast(), node)) {
                domains.add(new ArrayList<>());
            }
            domains.getLast().add(node);
        }
        return domains;
    }

    private static boolean together(TopologyLevel level, PlainNode first, PlainNode second) {
        NodeTraits one = first.shape().traits();
        NodeTraits other = second.shape().traits();
        return switch (level) {
            case NODE -> false;
            case NVLINK ->
                one.rack().equals(other.rack())
                        && !one.nvlinkDomain().isEmpty()
                        && one.nvlinkDomain().equals(other.nvlinkDomain());
            case RACK -> one.rack().equals(other.rack());
            case SITE -> true;
        };
    }

    /** Gives a job its places until an instant. */
    void start(RunningJob job, long endMillis) {
        for (WorkerPlacement worker : job.allocation().workers()) {
            WorkerShape shape = job.allocation().gang().shape(worker.rank());
            nodes.stream()
                    .filter(node -> node.shape().name().equals(worker.node()))
                    .forEach(node -> node.hold(new PlainNode.Held(job.job(), shape, worker, endMillis)));
        }
    }

    private PlainNode node(WorkerPlacement worker) {
        return nodes.stream()
                .filter(node -> node.shape().name().equals(worker.node()))
                .findFirst()
                .orElseThrow();
    }

    /** Says whether all nodes of a seat are there. */
    boolean has(Decision.Seat seat) {
        return seat.workers().stream()
                .allMatch(worker ->
                        nodes.stream().anyMatch(node -> node.shape().name().equals(worker.node())));
    }

    /** Says whether a job could be given just these places now. */
    boolean hasRoom(Allocation allocation) {
        List<PlainNode> held = new ArrayList<>();
        boolean fits = true;
        for (WorkerPlacement worker : allocation.workers()) {
            WorkerShape shape = allocation.gang().shape(worker.rank());
            fits = fits && node(worker).fitsAt(shape, worker);
            if (fits) {
                node(worker).hold(new PlainNode.Held(allocation.job(), shape, worker, Long.MAX_VALUE));
                held.add(node(worker));
            }
        }
        held.reversed().forEach(node -> node.held().removeLast());
        return fits;
    }

    /** Returns the places of a seat, rank by rank. */
    List<Spot> spots(Decision.Seat seat) {
        List<Spot> spots = new ArrayList<>();
        int rank = 0;
        for (int role = 0; role < seat.gang().roles().size(); role++) {
            for (int end = rank + seat.gang().roles().get(role).maxWorkers(); rank < end; rank++) {
                PlainNode node = node(seat.workers().get(rank));
                boolean more = !spots.isEmpty()
                        && spots.getLast().role() == role
                        && spots.getLast().node() == node;
                int workers = more ? spots.removeLast().workers() + 1 : 1;
                spots.add(new Spot(role, node, workers));
            }
        }
        return spots;
    }

    void release(JobId job) {
        nodes.forEach(node -> node.release(job));
    }

    boolean is(RunningJob job) {
        return job.allocation().site().equals(site.id())
                && job.allocation().type().equals(type);
    }

    @Override
    public String toString() {
        return site.id() + "/" + type;
    }
}
