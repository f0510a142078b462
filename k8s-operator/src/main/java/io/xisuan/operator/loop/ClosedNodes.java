package io.xisuan.operator.loop;

import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nodes that take nothing new: not ready, cordoned or tainted. What nobody holds of them is neither free nor used by its owner, and
 * no owner is served with it.
 *
 * @param names looked up only; never walked
 */
record ClosedNodes(Set<NodeName> names) {
    ClosedNodes {
        names = Set.copyOf(names);
    }

    static ClosedNodes of(Sight sight) {
        return new ClosedNodes(sight.clusters().stream()
                .flatMap(cluster -> cluster.nodes().stream())
                .filter(node -> !isOpen(node))
                .map(ObservedNode::name)
                .collect(Collectors.toSet()));
    }

    /** Says whether a node takes new pods of ours. */
    static boolean isOpen(ObservedNode node) {
        return node.ready() && node.schedulable();
    }

    boolean has(NodeName node) {
        return names.contains(node);
    }

    /** Returns how many devices of closed nodes we do not hold, in a state in which such nodes are full. */
    long away(Pool pool) {
        if (names.isEmpty()) {
            return 0;
        }
        long away = 0;
        for (int node = pool.firstNode(); node < pool.endNode(); node++) {
            if (has(pool.nodeName(node))) {
                away += Math.max(
                        0, pool.capacity(node).devices() + pool.balance(node).devices());
            }
        }
        return away;
    }

    /** What sites keep for their owners is kept of what is there: devices of closed nodes are not among it. */
    void keepFrom(ClusterState state) {
        for (Pool pool : state.pools()) {
            long away = pool.headroomDevices() == 0 ? 0 : away(pool);
            if (away > 0) {
                state.setHeadroom(pool.site(), pool.type(), (int) (pool.headroomDevices() + away));
            }
        }
    }
}
