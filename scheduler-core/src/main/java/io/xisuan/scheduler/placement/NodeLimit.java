package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.demand.Gang;

/** How many workers of a gang a node may be given at most, whatever is free there now. */
@FunctionalInterface
public interface NodeLimit {
    /** No limit but what is free. */
    NodeLimit NONE = (node, gang) -> gang.workers();

    int workers(int node, Gang gang);
}
