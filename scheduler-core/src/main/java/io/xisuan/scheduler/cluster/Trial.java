package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Workers held for a moment while a gang is put together, so that each sees what those before it took; all of it is given
 * back when the trial closes.
 */
public final class Trial implements AutoCloseable {
    private final Pool pool;
    private final List<Held> held = new ArrayList<>();

    private record Held(int node, WorkerShape shape, WorkerPlacement at) {}

    Trial(Pool pool) {
        this.pool = pool;
    }

    /**
     * Holds one more worker on a node where it fits, and returns where there.
     *
     * @throws IllegalStateException when the node has no room for it
     */
    public WorkerPlacement take(int node, WorkerShape shape, int rank) {
        return take(node, shape, rank, OptionalInt.empty());
    }

    /** Holds one more worker on a device that was chosen, or -1 for a new one, as far as that has room for it. */
    public WorkerPlacement take(int node, WorkerShape shape, int rank, OptionalInt device) {
        WorkerPlacement at = pool.placement(node, shape, rank, device);
        if (!pool.fitsAt(node, shape, at)) {
            throw new IllegalStateException(
                    "Node %s has no room for one more worker of %s: it was looked at in another state"
                            .formatted(pool.nodeName(node), shape));
        }
        pool.hold(node, shape, at, 1);
        held.add(new Held(node, shape, at));
        return at;
    }

    /** Returns how many workers are held. */
    public int size() {
        return held.size();
    }

    /** Gives back what was taken after the first so many, the newest first. */
    public void backTo(int size) {
        while (held.size() > size) {
            Held last = held.removeLast();
            pool.hold(last.node(), last.shape(), last.at(), -1);
        }
    }

    @Override
    public void close() {
        backTo(0);
    }
}
