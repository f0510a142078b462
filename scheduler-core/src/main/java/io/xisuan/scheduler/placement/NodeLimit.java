package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.demand.WorkerShape;

/** How many workers of a shape a node may be given at most, whatever is free there now. */
@FunctionalInterface
public interface NodeLimit {
    /** No limit but what is free. */
    NodeLimit NONE = (node, shape, most) -> most;

    /** Returns how many of {@code most} workers the node may be given: the lesser of that and a number that depends on the node alone. */
    int workers(int node, WorkerShape shape, int most);
}
