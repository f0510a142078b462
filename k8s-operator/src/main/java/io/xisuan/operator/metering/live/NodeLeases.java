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
 * <p>A renewal is stamped by its node's own clock, so stamps of two nodes are never compared: one clock that runs ahead would make
 * all others look lost. A node is silent when the node controller has not heard of it and its lease is old, or when we ourselves saw
 * its lease unchanged for long while most of the other leases went on (then nobody else may have noticed yet). Leases of all nodes
 * that stand still together mean that we are blind, and end nothing.
 */
final class NodeLeases {
    /** How far apart the lists of leases may be. */
    private static final long LISTED_WITHIN_MILLIS = 35_000;

    private final long staleMillis;
    private final TreeMap<NodeName, Long> renewed = new TreeMap<>();
    private final TreeMap<NodeName, Long> changedMillis = new TreeMap<>();
    private final TreeMap<NodeName, Long> lastsMillis = new TreeMap<>();
    private final TreeSet<NodeName> present = new TreeSet<>();
    private final TreeSet<NodeName> silent = new TreeSet<>();

    NodeLeases(long staleMillis) {
        this.staleMillis = staleMillis;
    }

    void observe(ObservedCluster cluster, long nowMillis) {
        present.clear();
        silent.clear();
        lastsMillis.clear();
        for (ObservedNode node : cluster.nodes()) {
            present.add(node.name());
            lastsMillis.put(node.name(), node.leaseLastsMillis());
            node.leaseRenewedMillis().ifPresent(lease -> {
                Long before = renewed.put(node.name(), lease);
                if (before == null || before != lease) {
                    changedMillis.put(node.name(), nowMillis);
                }
            });
        }
        changedMillis.keySet().retainAll(present);
        for (ObservedNode node : cluster.nodes()) {
            if (node.leaseRenewedMillis().isPresent() && isSilent(node, nowMillis)) {
                silent.add(node.name());
            }
        }
    }

    private boolean isSilent(ObservedNode node, long nowMillis) {
        long lease = node.leaseRenewedMillis().orElseThrow();
        boolean unheard = node.unheard() && nowMillis - lease > staleMillis(node.name());
        return unheard || (stands(node.name(), nowMillis) && mostOthersGoOn(node.name(), nowMillis));
    }

    /** Returns whether we saw the same renewal for longer than a lease lasts and is listed. */
    private boolean stands(NodeName node, long nowMillis) {
        return nowMillis - changedMillis.getOrDefault(node, nowMillis) > staleMillis(node) + LISTED_WITHIN_MILLIS;
    }

    /** A kubelet that is told to renew seldom is not lost while its lease lasts. */
    private long staleMillis(NodeName node) {
        return Math.max(staleMillis, lastsMillis.getOrDefault(node, staleMillis));
    }

    /** Returns how long after midnight a day is closed: a node that was lost before is known to be then, also where leases last long. */
    long settleMillis(MeterRules rules) {
        long longest = lastsMillis.values().stream().reduce(rules.leaseStaleMillis(), Math::max);
        return rules.settleMillis() + longest - rules.leaseStaleMillis();
    }

    private boolean mostOthersGoOn(NodeName node, long nowMillis) {
        long others = changedMillis.size() - 1L;
        long going = changedMillis.keySet().stream()
                .filter(other -> !other.equals(node) && !stands(other, nowMillis))
                .count();
        return others > 0 && 2 * going > others;
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
