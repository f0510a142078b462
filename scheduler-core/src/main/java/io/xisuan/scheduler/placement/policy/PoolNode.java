package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;

/**
 * A node of a pool as policies see it: a cursor that is moved from node to node and copies nothing. The opened devices are the pool's
 * slots; of a slot that is closed or partitioned nothing is left for shares.
 */
public final class PoolNode implements NodeView {
    private final Pool pool;
    private int node;

    /** Stands at the first node of the pool. */
    public PoolNode(Pool pool) {
        this.pool = pool;
        this.node = pool.firstNode();
    }

    /** Moves to a node of the pool, given by its index; returns this. */
    public PoolNode at(int index) {
        node = index;
        return this;
    }

    @Override
    public DeviceType type() {
        return pool.type();
    }

    @Override
    public int devices() {
        return pool.capacity(node).devices();
    }

    @Override
    public int wholeFree() {
        return pool.freeDevices(node);
    }

    @Override
    public int opened() {
        return pool.slots(node);
    }

    @Override
    public int openFreeMilli(int opened) {
        return pool.slotFreeMilli(node, opened);
    }

    @Override
    public long freeCpuMillis() {
        return pool.freeCpuMillis(node);
    }

    @Override
    public long heldKinds() {
        long kinds = 0;
        for (RunningJob job : pool.runningOn(node)) {
            for (WorkerPlacement worker : job.allocation().workers()) {
                if (worker.node().equals(pool.nodeName(node))) {
                    kinds |= WorkerNeed.kindBit(worker.devices(), worker.slot() != WorkerPlacement.NO_SLOT);
                }
            }
        }
        return kinds;
    }

    @Override
    public int number() {
        return node;
    }
}
