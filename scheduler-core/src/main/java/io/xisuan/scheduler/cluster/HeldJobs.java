package io.xisuan.scheduler.cluster;

import io.xisuan.model.JobId;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.ObjIntConsumer;

/**
 * The jobs that hold places, found by their identity and by node.
 *
 * <p>Each job knows its position in the list of each of its nodes, so that its going costs no search.
 */
final class HeldJobs {
    private static final int FEW = 1024;
    private static final Comparator<Entry> ORDER = Comparator.comparing(entry -> entry.job.job());

    /** A job with the indexes of its nodes. */
    static final class Entry {
        private RunningJob job;
        private final int[] nodeOfRank;
        /** Its nodes, each once, and its position in the list of each. */
        private int[] nodes = {};

        private int[] positions = {};
        private boolean holds;
        private Tally tally = Tally.DROPPED;
        /** Whether it is among those that are kept in order. */
        private boolean ordered;

        Entry(RunningJob job, int[] nodeOfRank) {
            this.job = job;
            this.nodeOfRank = nodeOfRank;
        }

        RunningJob job() {
            return job;
        }

        int workers() {
            return nodeOfRank.length;
        }

        int node(int rank) {
            return nodeOfRank[rank];
        }
    }

    /**
     * How many jobs of equal gangs run; each job keeps its tally, so that one that goes and comes back costs no look-up. A tally that is
     * found empty is dropped.
     */
    private static final class Tally {
        static final Tally DROPPED = new Tally();

        private int jobs;
        private boolean kept;
    }

    /** What tenants run on types of devices, in the order in which they first came. */
    private final Map<Holding, Tally> holdings = new LinkedHashMap<>();

    /** Looked up only; never walked. */
    private final Map<JobId, Entry> byId = new HashMap<>();

    private final Entry[][] onNode;
    /** For each entry in a node's list, which of the entry's nodes this one is. */
    private final int[][] which;

    private final int[] counts;
    /** By job, with some that have gone; those that came since are beside. */
    private List<Entry> inOrder = new ArrayList<>();

    private final List<Entry> came = new ArrayList<>();
    private Optional<List<RunningJob>> snapshot = Optional.of(List.of());

    HeldJobs(int nodes) {
        this.onNode = new Entry[nodes][];
        this.which = new int[nodes][];
        this.counts = new int[nodes];
        Arrays.fill(onNode, new Entry[0]);
        Arrays.fill(which, new int[0]);
    }

    int size() {
        return byId.size();
    }

    boolean holds(JobId job) {
        return byId.containsKey(job);
    }

    Optional<Entry> find(JobId job) {
        return Optional.ofNullable(byId.get(job));
    }

    void forEachHolding(ObjIntConsumer<Holding> consumer) {
        for (Iterator<Map.Entry<Holding, Tally>> each = holdings.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Holding, Tally> holding = each.next();
            if (holding.getValue().jobs == 0) {
                holding.getValue().kept = false;
                each.remove();
            } else {
                consumer.accept(holding.getKey(), holding.getValue().jobs);
            }
        }
    }

    /** Returns the jobs with a worker on the node as they are now: a live view. */
    List<RunningJob> on(int node) {
        return new OnNode(node);
    }

    void add(Entry entry) {
        byId.put(entry.job.job(), entry);
        int[] nodes = new int[entry.nodeOfRank.length];
        int[] positions = new int[nodes.length];
        int distinct = 0;
        for (int node : entry.nodeOfRank) {
            int count = counts[node];
            if (count == 0 || onNode[node][count - 1] != entry) {
                append(node, entry, distinct);
                nodes[distinct] = node;
                positions[distinct++] = count;
            }
        }
        entry.nodes = distinct == nodes.length ? nodes : Arrays.copyOf(nodes, distinct);
        entry.positions = distinct == nodes.length ? positions : Arrays.copyOf(positions, distinct);
        entry.holds = true;
        if (!entry.tally.kept) {
            entry.tally = holdings.computeIfAbsent(Holding.of(entry.job), what -> new Tally());
            entry.tally.kept = true;
        }
        entry.tally.jobs++;
        order(entry);
    }

    private void append(int node, Entry entry, int number) {
        int count = counts[node]++;
        if (count == onNode[node].length) {
            onNode[node] = Arrays.copyOf(onNode[node], Math.max(4, count * 2));
            which[node] = Arrays.copyOf(which[node], Math.max(4, count * 2));
        }
        onNode[node][count] = entry;
        which[node][count] = number;
    }

    void remove(Entry entry) {
        byId.remove(entry.job.job());
        for (int number = 0; number < entry.nodes.length; number++) {
            int node = entry.nodes[number];
            int position = entry.positions[number];
            int last = --counts[node];
            Entry moved = onNode[node][last];
            onNode[node][position] = moved;
            which[node][position] = which[node][last];
            moved.positions[which[node][last]] = position;
        }
        entry.holds = false;
        entry.tally.jobs--;
        snapshot = Optional.empty();
    }

    /** Puts another description of the same job, on the same places, in the place of its last. */
    void describe(Entry entry, RunningJob job) {
        entry.job = job;
        snapshot = Optional.empty();
    }

    private void order(Entry entry) {
        snapshot = Optional.empty();
        if (!entry.ordered) {
            entry.ordered = true;
            came.add(entry);
            if (came.size() > FEW + 2 * byId.size()) {
                came.removeIf(HeldJobs::isGone);
            }
        }
    }

    /** Returns all jobs by their identity. */
    List<RunningJob> all() {
        if (snapshot.isEmpty()) {
            settle();
            List<RunningJob> jobs = new ArrayList<>(inOrder.size());
            inOrder.forEach(entry -> jobs.add(entry.job));
            snapshot = Optional.of(Collections.unmodifiableList(jobs));
        }
        return snapshot.orElseThrow();
    }

    /** Forgets who has gone and merges in who came. */
    private void settle() {
        came.removeIf(HeldJobs::isGone);
        inOrder.removeIf(HeldJobs::isGone);
        came.sort(ORDER);
        List<Entry> merged = new ArrayList<>(byId.size());
        int next = 0;
        for (Entry entry : inOrder) {
            while (next < came.size() && ORDER.compare(came.get(next), entry) < 0) {
                merged.add(came.get(next++));
            }
            merged.add(entry);
        }
        merged.addAll(came.subList(next, came.size()));
        came.clear();
        inOrder = merged;
    }

    private static boolean isGone(Entry entry) {
        entry.ordered = entry.holds;
        return !entry.holds;
    }

    private final class OnNode extends AbstractList<RunningJob> implements RandomAccess {
        private final int node;

        OnNode(int node) {
            this.node = node;
        }

        @Override
        public RunningJob get(int index) {
            return onNode[node][Objects.checkIndex(index, counts[node])].job;
        }

        @Override
        public int size() {
            return counts[node];
        }
    }
}
