package io.xisuan.operator.observe;

import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.xisuan.model.NodeName;
import io.xisuan.operator.api.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The nodes of the cluster, as an informer's store, and when their leases were last renewed. */
final class ClusterNodes implements ItemStore<NarrowNode> {
    private static final Set<String> CLOSED_TO_ALL = Set.of(
            "node.kubernetes.io/unschedulable", "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
    private static final Set<String> KEEPS_AWAY = Set.of("NoSchedule", "NoExecute");

    private final Changes changes;
    private final TreeMap<String, NarrowNode> byName = new TreeMap<>();
    private Map<String, Long> renewedMillis = Map.of();

    ClusterNodes(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String getKey(NarrowNode node) {
        return NarrowObject.key(node);
    }

    @Override
    public synchronized @Nullable NarrowNode put(String key, NarrowNode node) {
        NarrowNode before = byName.put(key, node);
        if (before == null || !says(before).equals(says(node))) {
            changes.happened();
        }
        return before;
    }

    @Override
    public synchronized @Nullable NarrowNode remove(String key) {
        NarrowNode before = byName.remove(key);
        if (before != null) {
            changes.happened();
        }
        return before;
    }

    /** Takes the leases of one listing; a node whose lease went keeps its last renewal as long as it is there. */
    synchronized void renewed(Map<String, Long> renewals) {
        TreeMap<String, Long> kept = new TreeMap<>(renewedMillis);
        kept.putAll(renewals);
        kept.keySet().retainAll(byName.keySet());
        if (!kept.equals(renewedMillis)) {
            renewedMillis = kept;
            changes.happened();
        }
    }

    synchronized List<ObservedNode> nodes(ForeignPods foreign) {
        List<ObservedNode> nodes = new ArrayList<>();
        for (NarrowNode node : byName.values()) {
            ObservedNode said = says(node);
            Long renewed = renewedMillis.get(said.name().value());
            nodes.add(new ObservedNode(
                    said.name(),
                    said.uid(),
                    said.labels(),
                    said.allocatable(),
                    said.ready(),
                    said.schedulable(),
                    renewed == null ? OptionalLong.empty() : OptionalLong.of(renewed),
                    foreign.of(said.name().value()),
                    said.address(),
                    said.exporters()));
        }
        return List.copyOf(nodes);
    }

    /** Returns what the object says by itself; heartbeats in conditions change nothing of it. */
    private static ObservedNode says(NarrowNode node) {
        SortedMap<String, Long> allocatable = new TreeMap<>();
        node.getStatus()
                .allocatable()
                .forEach((resource, text) -> allocatable.put(resource, Quantities.given(resource, text)));
        Map<String, String> labels = node.getMetadata().getLabels();
        boolean ready = node.getStatus().conditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.type()) && "True".equals(condition.status()));
        boolean closed = Boolean.TRUE.equals(node.getSpec().unschedulable())
                || node.getSpec().taints().stream()
                        .anyMatch(taint -> CLOSED_TO_ALL.contains(String.valueOf(taint.key()))
                                && KEEPS_AWAY.contains(String.valueOf(taint.effect())));
        return new ObservedNode(
                new NodeName(node.getMetadata().getName()),
                node.getMetadata().getUid(),
                labels == null ? new TreeMap<>() : new TreeMap<>(labels),
                allocatable,
                ready,
                !closed,
                OptionalLong.empty(),
                ForeignLoad.NONE,
                address(node, "InternalIP").or(() -> address(node, "Hostname")),
                annotation(node, Marks.EXPORTERS));
    }

    private static Optional<String> address(NarrowNode node, String type) {
        return node.getStatus().addresses().stream()
                .filter(address -> type.equals(address.type()))
                .flatMap(address -> Stream.ofNullable(address.address()))
                .findFirst();
    }

    private static Optional<String> annotation(NarrowNode node, String name) {
        Map<String, String> annotations = node.getMetadata().getAnnotations();
        return annotations == null ? Optional.empty() : Optional.ofNullable(annotations.get(name));
    }

    @Override
    public synchronized Stream<String> keySet() {
        return List.copyOf(byName.keySet()).stream();
    }

    @Override
    public synchronized Stream<NarrowNode> values() {
        return List.copyOf(byName.values()).stream();
    }

    @Override
    public synchronized int size() {
        return byName.size();
    }

    @Override
    public synchronized @Nullable NarrowNode get(String key) {
        return byName.get(key);
    }
}
