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
 * @param unheard its condition Ready is Unknown: the node controller has not heard of its kubelet for as long as it waits; a kubelet that
 *     says itself that its node is not ready is there
 * @param schedulable neither cordoned nor with a taint (NoSchedule or NoExecute) that our pods do not tolerate; these tolerate the
 *     name of the devices that they ask for, with NoSchedule
 * @param leaseRenewedMillis when the kubelet last renewed its lease, by the node's clock
 * @param leaseLastsMillis how long its lease lasts from a renewal, as its kubelet is set up
 * @param foreign what pods that are not ours hold of it, with those nominated for it
 * @param address where it is reached: its first InternalIP, else its first Hostname
 * @param exporters what its annotation {@code xisuan.io/exporters} says, as it stands
 * @param registrations its annotations by which HAMi's device plugins list its cards, as they stand
 * @param claimable how many whole devices its ResourceSlices list, by driver
 */
public record ObservedNode(
        NodeName name,
        String uid,
        SortedMap<String, String> labels,
        SortedMap<String, Long> allocatable,
        boolean ready,
        boolean unheard,
        boolean schedulable,
        OptionalLong leaseRenewedMillis,
        long leaseLastsMillis,
        ForeignLoad foreign,
        Optional<String> address,
        Optional<String> exporters,
        SortedMap<String, String> registrations,
        SortedMap<String, Integer> claimable) {
    /** Returns a node that neither HAMi nor a DRA driver knows, with a lease as kubelets have it by default; one not ready is unheard of. */
    public ObservedNode(
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
        this(
                name,
                uid,
                labels,
                allocatable,
                ready,
                !ready,
                schedulable,
                leaseRenewedMillis,
                NodeLease.DEFAULT_LASTS_MILLIS,
                foreign,
                address,
                exporters,
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    public ObservedNode {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        registrations = Collections.unmodifiableSortedMap(new TreeMap<>(registrations));
        claimable = Collections.unmodifiableSortedMap(new TreeMap<>(claimable));
        allocatable = Collections.unmodifiableSortedMap(new TreeMap<>(allocatable));
    }

    /** Returns the same node as one that takes nothing new. */
    public ObservedNode cordoned() {
        return new ObservedNode(
                name,
                uid,
                labels,
                allocatable,
                ready,
                unheard,
                false,
                leaseRenewedMillis,
                leaseLastsMillis,
                foreign,
                address,
                exporters,
                registrations,
                claimable);
    }
}
