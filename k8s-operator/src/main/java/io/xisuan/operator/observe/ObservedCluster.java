package io.xisuan.operator.observe;

import io.xisuan.model.ClusterId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was known of one cluster at one moment; it never changes afterwards.
 *
 * @param generation grows with every change that was seen; equal generations of one observer are equal in all
 * @param synced everything was listed at least once and every watch is open; otherwise the rest is what was last seen
 * @param nodes by name
 * @param ours pods with our label, of all phases, in {@link ObservedPod#ORDER}
 * @param gone pods of ours that went without a terminal phase, as last seen, until they are acknowledged
 * @param unreadable pods with our label that we cannot have made, by namespace and name
 * @param foreignWaiting what pods of others ask for that wait for a node and are neither gated nor nominated
 * @param tenants the tenant of each namespace that has one, by namespace; empty unless asked for
 * @param foreignWishes the same pods one by one where they ask for devices, with those that are nominated to a node, by name
 */
public record ObservedCluster(
        ClusterId cluster,
        long generation,
        boolean synced,
        List<ObservedNode> nodes,
        List<ObservedPod> ours,
        List<ObservedPod> gone,
        List<UnreadablePod> unreadable,
        ForeignLoad foreignWaiting,
        SortedMap<String, String> tenants,
        List<ForeignWish> foreignWishes) {
    public ObservedCluster {
        nodes = List.copyOf(nodes);
        ours = List.copyOf(ours);
        gone = List.copyOf(gone);
        unreadable = List.copyOf(unreadable);
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
        foreignWishes = List.copyOf(foreignWishes);
    }

    /** A cluster in which no pod of others waits for devices. */
    public ObservedCluster(
            ClusterId cluster,
            long generation,
            boolean synced,
            List<ObservedNode> nodes,
            List<ObservedPod> ours,
            List<ObservedPod> gone,
            List<UnreadablePod> unreadable,
            ForeignLoad foreignWaiting,
            SortedMap<String, String> tenants) {
        this(cluster, generation, synced, nodes, ours, gone, unreadable, foreignWaiting, tenants, List.of());
    }

    /** Returns the same with other nodes. */
    public ObservedCluster withNodes(List<ObservedNode> others) {
        return new ObservedCluster(
                cluster, generation, synced, others, ours, gone, unreadable, foreignWaiting, tenants, foreignWishes);
    }
}
