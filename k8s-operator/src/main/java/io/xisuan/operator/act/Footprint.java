package io.xisuan.operator.act;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of ours a cluster holds: what an uninstallation takes away, what it has to mind, and what it leaves.
 *
 * @param leader who renewed the Lease while it was looked at; empty when nobody did
 * @param workloads what runs the operator there, as {@code StatefulSet/xisuan-operator}, and is not scaled to nothing
 * @param installed what a setup brought and is there, as {@code ClusterRole/xisuan-operator}, in the order in which it is taken away
 * @param pods pods with our finalizer or gate, and those of jobs that live
 * @param objects how many objects of each kind of ours there are, by the kind's name; they stay
 * @param release the Helm release that brought it; empty when none did
 */
public record Footprint(
        Optional<String> leader,
        List<String> workloads,
        List<String> installed,
        List<HeldPod> pods,
        SortedMap<String, Integer> objects,
        Optional<String> release) {
    public Footprint {
        workloads = List.copyOf(workloads);
        installed = List.copyOf(installed);
        pods = List.copyOf(pods);
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /** Returns the pods that may still hold devices: nobody meters them once we are gone. */
    public List<HeldPod> living() {
        return pods.stream().filter(HeldPod::lives).toList();
    }

    /** Returns the pods whose finalizer would keep them, and their namespaces, for ever. */
    public List<HeldPod> finalized() {
        return pods.stream().filter(HeldPod::metered).toList();
    }

    /** Returns the pods whose gate would keep them waiting for ever. */
    public List<HeldPod> gated() {
        return pods.stream().filter(HeldPod::gated).toList();
    }
}
