package io.xisuan.scheduler.cluster;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ObjIntConsumer;

/**
 * What there is and who holds it: sites, their nodes, what the owners' pods hold and what our jobs hold.
 *
 * <p>Mutable, for one thread. Free is {@code max(0, allocatable - background - ours)}, whatever the devices' utilisation.
 * Background is an observation: it is set, never checked against ours, and may overlap it while an owner's pod arrives.
 * After a restart allocate what our jobs hold first, then set the background.
 */
public final class ClusterState {
    private final List<SiteShape> sites;
    private final List<NodeShape> nodes;
    private final List<Pool> pools;
    private final NodeTable table;
    private final UndoLog undo = new UndoLog();
    /** Looked up only; never walked. */
    private final Map<NodeKey, Integer> nodeIndex = new HashMap<>();

    private final Map<PoolKey, Pool> poolOf = new HashMap<>();
    private final HeldJobs jobs;

    private record NodeKey(SiteId site, NodeName node) {
        /** Numbered sites and nodes would collide if one were just added to 31 times the other. */
        @Override
        public int hashCode() {
            return site.hashCode() * 0x9E3779B1 ^ node.hashCode();
        }
    }

    private record PoolKey(SiteId site, DeviceType type) {}

    private ClusterState(List<SiteShape> sites, List<NodeShape> nodes) {
        this.sites = sites;
        this.nodes = nodes;
        this.pools = new ArrayList<>();
        int[] poolOfNode = layOut();
        this.table = new NodeTable(nodes, poolOfNode, pools);
        this.jobs = new HeldJobs(nodes.size());
        pools.forEach(pool ->
                table.poolHeadroom[pool.index()] = pool.siteShape().headroom().getOrDefault(pool.type(), 0));
        for (int node = 0; node < nodes.size(); node++) {
            table.setBackground(node, checked(node, nodes.get(node).background()));
        }
    }

    /**
     * Returns a state in which none of our jobs runs.
     *
     * @throws IllegalArgumentException when a node's site is missing, or a name is given twice
     */
    public static ClusterState of(List<SiteShape> sites, List<NodeShape> nodes) {
        SortedMap<SiteId, SiteShape> byId = SiteShape.byId(sites);
        for (NodeShape node : nodes) {
            if (!byId.containsKey(node.site())) {
                throw new IllegalArgumentException(
                        "Node %s is at site %s, which is not given".formatted(node.name(), node.site()));
            }
        }
        return new ClusterState(
                List.copyOf(byId.values()),
                nodes.stream().sorted(NodeOrder.COMPARATOR).toList());
    }

    /** Returns a state of the same nodes of which nobody holds anything and no site keeps any, all of them open. */
    public ClusterState emptied() {
        return new ClusterState(
                sites.stream().map(site -> SiteShape.of(site.id())).toList(),
                nodes.stream().map(node -> node.withBackground(NodeLoad.NONE)).toList());
    }

    private int[] layOut() {
        SortedMap<SiteId, SiteShape> byId = SiteShape.byId(sites);
        int[] poolOfNode = new int[nodes.size()];
        int first = 0;
        for (int node = 0; node < nodes.size(); node++) {
            NodeShape shape = nodes.get(node);
            if (nodeIndex.put(new NodeKey(shape.site(), shape.name()), node) != null) {
                throw new IllegalArgumentException(
                        "Node %s of site %s is given twice".formatted(shape.name(), shape.site()));
            }
            poolOfNode[node] = pools.size();
            if (node + 1 == nodes.size() || !samePool(shape, nodes.get(node + 1))) {
                SiteShape site = Objects.requireNonNull(byId.get(shape.site()));
                Pool pool = new Pool(this, pools.size(), site, new Pool.NodeRange(shape.type(), first, node + 1));
                pools.add(pool);
                poolOf.put(new PoolKey(shape.site(), shape.type()), pool);
                first = node + 1;
            }
        }
        return poolOfNode;
    }

    private static boolean samePool(NodeShape a, NodeShape b) {
        return a.site().equals(b.site()) && a.type().equals(b.type());
    }

    /** Returns all sites in the order of their ids. */
    public List<SiteShape> sites() {
        return sites;
    }

    /** Returns all nodes by site, type, rack, NVLink domain and name; their background is what it was at first. */
    public List<NodeShape> nodes() {
        return nodes;
    }

    /** Returns all pools by site, then type. */
    public List<Pool> pools() {
        return Collections.unmodifiableList(pools);
    }

    /** Returns the nodes of one type at one site, or empty when there are none. */
    public Optional<Pool> pool(SiteId site, DeviceType type) {
        return Optional.ofNullable(poolOf.get(new PoolKey(site, type)));
    }

    /** Returns what can be sold now of one type at one site: {@code min(free, total - headroom - sold)}. */
    public long sellableDevices(SiteId site, DeviceType type) {
        return pool(site, type).map(Pool::sellableDevices).orElse(0L);
    }

    /** Returns a job that holds places, or empty when it holds none. */
    public Optional<RunningJob> running(JobId job) {
        return jobs.find(job).map(HeldJobs.Entry::job);
    }

    /** Returns what a job holds, or empty when it holds nothing. */
    public Optional<Allocation> allocation(JobId job) {
        return running(job).map(RunningJob::allocation);
    }

    /** Returns every job that holds places now, by job; a later change does not show in it. */
    public List<RunningJob> running() {
        return jobs.all();
    }

    /** Returns how many jobs hold places. */
    public int runningCount() {
        return jobs.size();
    }

    /** Tells how many jobs run of each kind that counts alike for a tenant. */
    public void forEachHolding(ObjIntConsumer<Holding> consumer) {
        jobs.forEachHolding(consumer);
    }

    /** Returns the jobs with a worker on the node, in no particular order; every change shows in it. */
    public List<RunningJob> runningOn(int node) {
        return jobs.on(node);
    }

    /**
     * Gives a whole gang its places.
     *
     * @throws IllegalArgumentException when the site has no such node
     * @throws IllegalStateException when a node lacks the capacity or the job holds places already: the plan was not made
     *     against this state. Nothing has changed then.
     */
    public void start(RunningJob job) {
        if (jobs.holds(job.job())) {
            throw new IllegalStateException("Job %s already holds places".formatted(job.job()));
        }
        HeldJobs.Entry entry = new HeldJobs.Entry(job, nodesOf(job.allocation()));
        List<WorkerPlacement> workers = job.allocation().workers();
        for (int rank = 0; rank < workers.size(); rank++) {
            if (!fits(entry, rank)) {
                hold(entry, 0, rank, -1);
                throw new IllegalStateException("Job %s: node %s of %s has no room for a worker of %s on %s"
                        .formatted(
                                job.job(),
                                workers.get(rank).node(),
                                job.allocation().site(),
                                job.allocation().gang(),
                                job.allocation().type()));
            }
            hold(entry, rank, rank + 1, 1);
        }
        jobs.add(entry);
        undo.add(new UndoLog.Change.Started(entry));
    }

    private int[] nodesOf(Allocation allocation) {
        List<WorkerPlacement> workers = allocation.workers();
        int[] nodes = new int[workers.size()];
        for (int rank = 0; rank < nodes.length; rank++) {
            NodeName name = workers.get(rank).node();
            nodes[rank] = rank > 0 && name.equals(workers.get(rank - 1).node())
                    ? nodes[rank - 1]
                    : nodeOf(allocation.site(), name);
        }
        return nodes;
    }

    private boolean fits(HeldJobs.Entry entry, int rank) {
        Allocation allocation = entry.job().allocation();
        Pool pool = pools.get(table.pool[entry.node(rank)]);
        return pool.type().equals(allocation.type())
                && pool.fitsAt(
                        entry.node(rank),
                        allocation.gang().shape(rank),
                        allocation.workers().get(rank));
    }

    /** Says whether a job that holds nothing could be given just its places now; a node that is gone has no room. */
    public boolean hasRoom(RunningJob job) {
        Allocation allocation = job.allocation();
        boolean known = allocation.workers().stream().allMatch(worker -> hasNode(allocation.site(), worker.node()));
        if (!known || jobs.holds(job.job())) {
            return false;
        }
        HeldJobs.Entry entry = new HeldJobs.Entry(job, nodesOf(allocation));
        int rank = 0;
        while (rank < allocation.workers().size() && fits(entry, rank)) {
            hold(entry, rank, rank + 1, 1);
            rank++;
        }
        hold(entry, 0, rank, -1);
        return rank == allocation.workers().size();
    }

    /**
     * Takes back all that a job holds and returns what it was.
     *
     * @throws IllegalStateException when the job holds nothing
     */
    public RunningJob end(JobId id) {
        HeldJobs.Entry entry = jobs.find(id)
                .orElseThrow(
                        () -> new IllegalStateException("Job %s holds nothing that could be given back".formatted(id)));
        jobs.remove(entry);
        hold(entry, 0, entry.workers(), -1);
        undo.add(new UndoLog.Change.Ended(entry));
        return entry.job();
    }

    /**
     * Takes an {@link #end} back: the job holds again just what it held, whether or not its nodes take new workers.
     *
     * @throws IllegalStateException when the job holds places already
     */
    public void resume(RunningJob job) {
        if (jobs.holds(job.job())) {
            throw new IllegalStateException("Job %s already holds places".formatted(job.job()));
        }
        HeldJobs.Entry entry = new HeldJobs.Entry(job, nodesOf(job.allocation()));
        hold(entry, 0, entry.workers(), 1);
        jobs.add(entry);
        undo.add(new UndoLog.Change.Started(entry));
    }

    /** Tells a running job, which must hold places, to stop: it holds them until the instant. */
    public void stopBy(JobId id, long instantMillis) {
        HeldJobs.Entry entry = jobs.find(id)
                .orElseThrow(() ->
                        new IllegalStateException("Job %s does not run and cannot be told to stop".formatted(id)));
        undo.add(new UndoLog.Change.ToldToStop(entry.job()));
        jobs.describe(entry, entry.job().leavingBy(instantMillis));
        changed(entry);
    }

    /** Logs the nodes of a job of which something changed that no node counts. */
    private void changed(HeldJobs.Entry entry) {
        for (int rank = 0; rank < entry.workers(); rank++) {
            table.changes.add(entry.node(rank));
        }
    }

    /** Sets whether a node takes no new workers; those that run there go on. */
    public void setCordoned(SiteId site, NodeName name, boolean cordoned) {
        int node = nodeOf(site, name);
        undo.add(new UndoLog.Change.Cordoned(node, table.isCordoned(node)));
        table.setCordoned(node, cordoned);
    }

    /** Sets whether a node is lost: it takes nothing, and what runs there is held until it is said to have ended. */
    public void setLost(SiteId site, NodeName name, boolean lost) {
        int node = nodeOf(site, name);
        undo.add(new UndoLog.Change.Lost(node, table.isLost(node)));
        table.setLost(node, lost);
    }

    /** Sets what pods that are not ours hold of a node from now on. */
    public void setBackground(SiteId site, NodeName name, NodeLoad load) {
        int node = nodeOf(site, name);
        undo.add(new UndoLog.Change.Background(node, table.background(node)));
        table.setBackground(node, checked(node, load));
    }

    /** Returns what pods that are not ours hold of a node. */
    public NodeLoad background(SiteId site, NodeName name) {
        return table.background(nodeOf(site, name));
    }

    /** Returns how many devices of a node nobody holds. */
    public int freeDevices(SiteId site, NodeName name) {
        return table.freeDevices(nodeOf(site, name));
    }

    /** Sets how many devices of one type a site keeps for its own users from now on; a site without the type keeps none. */
    public void setHeadroom(SiteId site, DeviceType type, int devices) {
        if (devices < 0) {
            throw new IllegalArgumentException("Site %s keeps no less than nothing: %d".formatted(site, devices));
        }
        pool(site, type).ifPresent(pool -> {
            undo.add(new UndoLog.Change.Headroom(pool.index(), table.poolHeadroom[pool.index()]));
            table.poolHeadroom[pool.index()] = devices;
        });
    }

    /** Returns a mark to come back to; each mark ends with one {@link #rollback} or {@link #commit}, innermost first. */
    public int checkpoint() {
        return undo.open();
    }

    /** Goes back to how it was at the mark. */
    public void rollback(int mark) {
        undo.close(mark).forEach(this::revert);
    }

    /** Keeps what was done since the mark. */
    public void commit(int mark) {
        undo.keep(mark);
    }

    private void revert(UndoLog.Change change) {
        switch (change) {
            case UndoLog.Change.Started(HeldJobs.Entry job) -> {
                jobs.remove(job);
                hold(job, 0, job.workers(), -1);
            }
            case UndoLog.Change.Ended(HeldJobs.Entry job) -> {
                hold(job, 0, job.workers(), 1);
                jobs.add(job);
            }
            case UndoLog.Change.ToldToStop(RunningJob before) -> {
                HeldJobs.Entry entry = jobs.find(before.job()).orElseThrow();
                jobs.describe(entry, before);
                changed(entry);
            }
            case UndoLog.Change.Cordoned(int node, boolean before) -> table.setCordoned(node, before);
            case UndoLog.Change.Lost(int node, boolean before) -> table.setLost(node, before);
            case UndoLog.Change.Background(int node, NodeLoad before) -> table.setBackground(node, before);
            case UndoLog.Change.Headroom(int pool, long before) -> table.poolHeadroom[pool] = before;
        }
    }

    private void hold(HeldJobs.Entry entry, int from, int to, int sign) {
        Allocation all = entry.job().allocation();
        for (int rank = from; rank < to; rank++) {
            table.hold(entry.node(rank), all.gang().shape(rank), all.workers().get(rank), sign);
        }
    }

    /** Says whether the site has such a node. */
    public boolean hasNode(SiteId site, NodeName name) {
        return nodeIndex.containsKey(new NodeKey(site, name));
    }

    /** Returns the index by which a {@link Pool} knows the node. */
    public int nodeOf(SiteId site, NodeName name) {
        Integer node = nodeIndex.get(new NodeKey(site, name));
        if (node == null) {
            throw new IllegalArgumentException("Site %s has no node %s".formatted(site, name));
        }
        return node;
    }

    NodeName nodeName(int node) {
        return nodes.get(node).name();
    }

    NodeTable table() {
        return table;
    }

    private NodeLoad checked(int node, NodeLoad load) {
        if (load.devices() > table.devices[node]) {
            throw new IllegalArgumentException("Node %s has %d devices; nobody holds %d of them"
                    .formatted(nodeName(node), table.devices[node], load.devices()));
        }
        return load;
    }
}
