package io.xisuan.operator.metering.live;

import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which nodes are silent, judged by their leases, and each node's last renewal (a lease goes with its node).
 *
 * <p>A lease is compared with the freshest lease of the same cluster, so that neither our own clock nor an API server that was
 * away makes a node look lost. Our clock decides only for a node that the node controller itself calls not ready.
 */
final class NodeLeases {
    private final long staleMillis;
    private final TreeMap<NodeName, Long> renewed = new TreeMap<>();
    private final TreeSet<NodeName> present = new TreeSet<>();
    private final TreeSet<NodeName> silent = new TreeSet<>();

    NodeLeases(long staleMillis) {
        this.staleMillis = staleMillis;
    }

    void observe(ObservedCluster cluster, long nowMillis) {
        present.clear();
        silent.clear();
        long freshest = cluster.nodes().stream()
                .flatMapToLong(node -> node.leaseRenewedMillis().stream())
                .max()
                .orElse(0);
        for (ObservedNode node : cluster.nodes()) {
            present.add(node.name());
            node.leaseRenewedMillis().ifPresent(lease -> {
                renewed.put(node.name(), lease);
                boolean behind = freshest - lease > staleMillis;
                boolean notReady = !node.ready() && nowMillis - lease > staleMillis;
                if (behind || notReady) {
                    silent.add(node.name());
                }
            });
        }
    }

    NodeSight sight(NodeName node) {
        if (!present.contains(node)) {
            return NodeSight.ABSENT;
        }
        return silent.contains(node) ? NodeSight.SILENT : NodeSight.PRESENT;
    }

    /** Returns when the node's lease was last renewed, also of a node that is gone. */
    OptionalLong lastRenewal(NodeName node) {
        Long at = renewed.get(node);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }
}
