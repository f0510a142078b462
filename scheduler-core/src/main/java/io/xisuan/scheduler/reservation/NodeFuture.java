package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.placement.Places;
import java.util.List;
import java.util.Map;

/**
 * How many workers each node of a pool takes at a later time: what it has today, what comes back by then, less what is
 * reserved.
 *
 * <p>A cordoned or lost node takes nothing until it is said to be back. A device of which parts are held counts as whole once
 * the last part is given back; room on opened devices is counted until the first end on the node only.
 */
final class NodeFuture {
    private final Pool pool;
    private final Ends ends;
    private final Reserved reserved;

    NodeFuture(Pool pool, Ends ends, Reserved reserved) {
        this.pool = pool;
        this.ends = ends;
        this.reserved = reserved;
    }

    /** Returns this future with places taken besides. */
    NodeFuture with(Gang gang, List<Places.Share> shares, Window window) {
        Reserved more = new Reserved();
        reserved.all().forEach(more::add);
        shares.forEach(share -> more.add(hold(gang, share, window)));
        return new NodeFuture(pool, ends, more);
    }

    /** Returns what workers on one node hold while they run. */
    Reserved.Hold hold(Gang gang, Places.Share share, Window window) {
        WorkerShape shape = gang.roles().get(share.role()).shape();
        long devices = Reserved.devices(shape, share.workers(), partsPerDevice(share.node(), shape));
        return new Reserved.Hold(share.node(), shape, share.workers(), devices, window.from(), window.to());
    }

    Pool pool() {
        return pool;
    }

    Ends ends() {
        return ends;
    }

    Reserved reserved() {
        return reserved;
    }

    /** Says whether the node surely takes no worker of the shape before something ends there; false when that is not known. */
    boolean isFullUntilFirstEnd(int node, WorkerShape shape) {
        return pool.freeDevices(node) < shape.wholeDevices();
    }

    /** Returns how many workers, at most so many, the node takes at every moment of {@code [from, to)}. */
    int workers(int node, WorkerShape shape, int most, long from, long to) {
        int fit = workersAt(node, shape, most, from);
        for (Reserved.Hold hold : reserved.on(node)) {
            if (fit > 0 && hold.startMillis() > from && hold.startMillis() < to) {
                fit = Math.min(fit, workersAt(node, shape, fit, hold.startMillis()));
            }
        }
        return fit;
    }

    /** Says whether something reserved here has its room besides what was reserved on its node before it. */
    boolean keeps(Reserved.Hold asked) {
        Reserved earlier = new Reserved();
        for (Reserved.Hold hold : reserved.on(asked.node())) {
            if (hold.equals(asked)) {
                break;
            }
            earlier.add(hold);
        }
        return new NodeFuture(pool, ends, earlier)
                        .workers(asked.node(), asked.shape(), asked.workers(), asked.startMillis(), asked.endMillis())
                == asked.workers();
    }

    private int workersAt(int node, WorkerShape shape, int most, long instant) {
        if (!pool.isOpen(node) || !pool.sells(node, shape.accelerators())) {
            return 0;
        }
        Pool.NodeBalance today = pool.balance(node);
        long devices = today.devices();
        long cpuMillis = today.cpuMillis();
        long memoryMib = today.memoryMib();
        long[] row = ends.row(node);
        for (int at = 0; at < row.length && row[at + Ends.TIME] <= instant; at += Ends.FIELDS) {
            devices += row[at + Ends.DEVICES];
            cpuMillis += row[at + Ends.CPU];
            memoryMib += row[at + Ends.MEMORY];
        }
        for (Reserved.Hold hold : reserved.on(node)) {
            if (hold.covers(instant)) {
                devices -= hold.devices();
                cpuMillis -= hold.cpuMillis();
                memoryMib -= hold.memoryMib();
            }
        }
        int fit = shape.accelerators().isPart()
                ? parts(node, shape, most, devices, instant)
                : Pool.workers(shape, most, devices, Long.MAX_VALUE, Long.MAX_VALUE);
        fit = fit == 0 ? 0 : Pool.workers(shape, fit, Long.MAX_VALUE, cpuMillis, memoryMib);
        return fit == 0 || shape.others().isEmpty() ? fit : others(node, shape, fit, instant);
    }

    private int parts(int node, WorkerShape shape, int most, long devices, long instant) {
        int each = partsPerDevice(node, shape);
        long fit = Math.max(0, devices) * each;
        if (fit < most && instant < ends.first(node)) {
            WorkerShape bare = bare(shape);
            fit += Math.max(
                    0, pool.workersThatFit(node, bare, Integer.MAX_VALUE) - (long) pool.freeDevices(node) * each);
        }
        return (int) Math.min(most, fit);
    }

    /** Returns how many parts of the shape an empty device of the node takes. */
    int partsPerDevice(int node, WorkerShape shape) {
        int devices = pool.capacity(node).devices();
        return devices == 0 || !shape.accelerators().isPart()
                ? 0
                : pool.workersWhenEmpty(node, bare(shape), Integer.MAX_VALUE) / devices;
    }

    private static WorkerShape bare(WorkerShape shape) {
        return WorkerShape.of(shape.accelerators(), 0, 0);
    }

    private int others(int node, WorkerShape shape, int most, long instant) {
        long fit = most;
        for (Map.Entry<String, Long> other : shape.others().entrySet()) {
            long there = pool.freeOther(node, other.getKey()) + comesBack(node, other.getKey(), instant);
            for (Reserved.Hold hold : reserved.on(node)) {
                if (hold.covers(instant)) {
                    there -= hold.workers() * hold.shape().others().getOrDefault(other.getKey(), 0L);
                }
            }
            fit = Math.min(fit, Math.max(0, there) / other.getValue());
        }
        return (int) fit;
    }

    private long comesBack(int node, String resource, long instant) {
        long amount = 0;
        for (RunningJob job : pool.runningOn(node)) {
            if (ends.endMillis(job) <= instant) {
                for (WorkerPlacement worker : job.allocation().workers()) {
                    if (worker.node().equals(pool.nodeName(node))) {
                        WorkerShape shape = job.allocation().gang().shape(worker.rank());
                        amount += shape.others().getOrDefault(resource, 0L);
                    }
                }
            }
        }
        return amount;
    }
}
