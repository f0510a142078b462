package io.xisuan.scheduler.reservation;

import io.xisuan.model.NodeName;
import io.xisuan.scheduler.cluster.ChangeLog;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.Arrays;
import java.util.List;

/**
 * When what runs on each node gives back what it holds, in the order of time.
 *
 * <p>A node's row is written when it is first asked for and again after the node changed, so that a question about few nodes
 * costs no more than those. A device that is held in part comes back when the last of its parts does.
 */
final class Ends {
    /** How long a job that should have ended is given. */
    static final long OVERDUE_MILLIS = 60_000;

    /** A row's fields: the instant, then the devices, CPU and memory that come back. */
    static final int TIME = 0;

    static final int DEVICES = 1;
    static final int CPU = 2;
    static final int MEMORY = 3;
    static final int FIELDS = 4;

    private static final long[] NOTHING = {};
    private static final long STALE = Long.MIN_VALUE;

    private final ClusterState state;
    private final long nowMillis;
    private final long[][] rows;
    /** The first instant of each row; {@link Long#MAX_VALUE} of an empty one. */
    private final long[] first;

    private long position;

    /**
     * @param nowMillis what ends at this instant or earlier is overdue
     */
    Ends(ClusterState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
        int nodes = state.nodes().size();
        this.rows = new long[nodes][];
        this.first = new long[nodes];
        Arrays.fill(rows, NOTHING);
        Arrays.fill(first, STALE);
        this.position = nodes == 0 ? 0 : changes().end();
    }

    private ChangeLog changes() {
        return state.pools().getFirst().changes();
    }

    /** Forgets the rows of nodes that changed since the last call. */
    void refresh() {
        ChangeLog changes = changes();
        long end = changes.end();
        if (end == position) {
            return;
        }
        if (changes.reaches(position)) {
            for (long at = position; at < end; at++) {
                first[changes.node(at)] = STALE;
            }
        } else {
            Arrays.fill(first, STALE);
        }
        position = end;
    }

    /** Returns when the node first gives something back; {@link Long#MAX_VALUE} when it holds nothing of ours. */
    long first(int node) {
        if (first[node] == STALE) {
            write(node);
        }
        return first[node];
    }

    /** Returns the node's row: {@link #FIELDS} numbers an instant. */
    long[] row(int node) {
        if (first[node] == STALE) {
            write(node);
        }
        return rows[node];
    }

    /** Returns when a running job is taken to give back what it holds. */
    long endMillis(RunningJob job) {
        return job.freesMillis(nowMillis, OVERDUE_MILLIS);
    }

    private void write(int node) {
        List<RunningJob> jobs = state.runningOn(node);
        Row row = new Row(jobs.size());
        NodeName name = state.nodes().get(node).name();
        for (RunningJob job : jobs) {
            row.add(job, name, endMillis(job));
        }
        rows[node] = row.sorted();
        first[node] = rows[node].length == 0 ? Long.MAX_VALUE : rows[node][TIME];
    }

    /** One row while it is written. */
    private static final class Row {
        private long[] numbers;
        private int size;
        /** Opened devices: for each slot the last end of its parts. */
        private long[] slotEnds = NOTHING;

        Row(int jobs) {
            numbers = jobs == 0 ? NOTHING : new long[jobs * FIELDS];
        }

        void add(RunningJob job, NodeName node, long endMillis) {
            List<WorkerPlacement> workers = job.allocation().workers();
            for (int rank = 0; rank < workers.size(); rank++) {
                WorkerPlacement worker = workers.get(rank);
                if (worker.node().equals(node)) {
                    add(worker, job.allocation().gang().shape(rank), endMillis);
                }
            }
        }

        private void add(WorkerPlacement worker, WorkerShape shape, long endMillis) {
            if (worker.slot() != WorkerPlacement.NO_SLOT) {
                slotEnds = Arrays.copyOf(slotEnds, Math.max(slotEnds.length, worker.slot() + 1));
                slotEnds[worker.slot()] = Math.max(slotEnds[worker.slot()], endMillis);
            }
            insert(endMillis, worker.devices(), shape.cpuMillis(), shape.memoryMib());
        }

        private void insert(long time, long devices, long cpuMillis, long memoryMib) {
            int at = size;
            while (at > 0 && numbers[at - FIELDS + TIME] > time) {
                at -= FIELDS;
            }
            if (at > 0 && numbers[at - FIELDS + TIME] == time) {
                at -= FIELDS;
            } else {
                open(at);
                numbers[at + TIME] = time;
            }
            numbers[at + DEVICES] += devices;
            numbers[at + CPU] += cpuMillis;
            numbers[at + MEMORY] += memoryMib;
        }

        private void open(int at) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.max(FIELDS, 2 * size));
            }
            System.arraycopy(numbers, at, numbers, at + FIELDS, size - at);
            Arrays.fill(numbers, at, at + FIELDS, 0);
            size += FIELDS;
        }

        long[] sorted() {
            for (long end : slotEnds) {
                if (end > 0) {
                    insert(end, 1, 0, 0);
                }
            }
            return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
        }
    }
}
