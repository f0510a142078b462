package io.xisuan.operator.loop;

import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ForeignLoad;
import io.xisuan.operator.observe.ObservedNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** Observed nodes with one thing changed. */
final class NodeEdits {
    private NodeEdits() {}

    static ObservedNode with(ObservedNode node, ForeignLoad foreign) {
        return new ObservedNode(
                node.name(),
                node.uid(),
                node.labels(),
                node.allocatable(),
                node.ready(),
                node.schedulable(),
                node.leaseRenewedMillis(),
                foreign,
                node.address(),
                node.exporters());
    }

    static ObservedNode named(ObservedNode node, String name) {
        return new ObservedNode(
                new NodeName(name),
                node.uid(),
                node.labels(),
                node.allocatable(),
                node.ready(),
                node.schedulable(),
                node.leaseRenewedMillis(),
                node.foreign(),
                node.address(),
                node.exporters());
    }

    static ObservedNode closed(ObservedNode node) {
        return new ObservedNode(
                node.name(),
                node.uid(),
                node.labels(),
                node.allocatable(),
                node.ready(),
                false,
                node.leaseRenewedMillis(),
                node.foreign(),
                node.address(),
                node.exporters());
    }

    static ObservedNode ready(ObservedNode node, boolean ready) {
        return new ObservedNode(
                node.name(),
                node.uid(),
                node.labels(),
                node.allocatable(),
                ready,
                node.schedulable(),
                node.leaseRenewedMillis(),
                node.foreign(),
                node.address(),
                node.exporters());
    }

    /** Returns the node with its devices cut into so many instances of a profile. */
    static ObservedNode cut(ObservedNode node, String profile, long instances) {
        SortedMap<String, Long> allocatable = new TreeMap<>(node.allocatable());
        allocatable.remove("nvidia.com/gpu");
        allocatable.put("nvidia.com/mig-" + profile, instances);
        return new ObservedNode(
                node.name(),
                node.uid(),
                node.labels(),
                allocatable,
                node.ready(),
                node.schedulable(),
                node.leaseRenewedMillis(),
                node.foreign(),
                node.address(),
                node.exporters());
    }
}
