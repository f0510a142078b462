package io.xisuan.operator.observe;

import io.xisuan.model.NodeName;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node as its object and its lease were last seen.
 *
 * @param allocatable what pods may take of it: {@code cpu} in thousandths of a core, {@code memory} and
 *     {@code ephemeral-storage} in MiB, all else in counts
 * @param ready its condition Ready is True
 * @param schedulable neither cordoned nor tainted against all pods (NoSchedule or NoExecute); taints that mark
 *     accelerators and that our pods tolerate are left to who places
 * @param leaseRenewedMillis when the kubelet last renewed its lease, by the node's clock
 * @param foreign what pods that are not ours hold of it, with those nominated for it
 * @param address where it is reached: its first InternalIP, else its first Hostname
 * @param exporters what its annotation {@code xisuan.io/exporters} says, as it stands
 */
public record ObservedNode(
        NodeName name,
        String uid,
        SortedMap<String, String> labels,
        SortedMap<String, Long> allocatable,
        boolean ready,
        boolean schedulable,
        OptionalLong leaseRenewedMillis,
        ForeignLoad foreign,
        Optional<String> address,
        Optional<String> exporters) {
    public ObservedNode {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        allocatable = Collections.unmodifiableSortedMap(new TreeMap<>(allocatable));
    }
}
