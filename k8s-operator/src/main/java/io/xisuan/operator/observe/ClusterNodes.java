package io.xisuan.operator.observe;

import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.xisuan.model.NodeName;
import io.xisuan.model.Vendor;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.device.HamiNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The nodes of the cluster, as an informer's store, and when their leases were last renewed. */
final class ClusterNodes implements ItemStore<NarrowNode> {
    private static final String NO_SCHEDULE = "NoSchedule";
    private static final Set<String> KEEPS_AWAY = Set.of(NO_SCHEDULE, "NoExecute");
    /** What our pods tolerate with the effect NoSchedule: the name of the devices that they ask for. */
    private static final Set<String> TOLERATED =
            Arrays.stream(Vendor.values()).map(Vendor::resourceName).collect(Collectors.toUnmodifiableSet());

    private final Changes changes;
    private final TreeMap<String, Known> byName = new TreeMap<>();
    private Map<String, NodeLease> leases = Map.of();
    /** What was last told of each node; looked up only. */
    private Map<String, Told> told = new HashMap<>();

    private List<ObservedNode> last = List.of();

    /** Of a node only what informers need is kept, and what it says. */
    private record Known(NarrowNode outline, ObservedNode says) {}

    private record Told(ObservedNode says, ForeignLoad foreign, Optional<NodeLease> lease, ObservedNode whole) {}

    ClusterNodes(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String getKey(NarrowNode node) {
        return NarrowObject.key(node);
    }

    @Override
    public synchronized @Nullable NarrowNode put(String key, NarrowNode node) {
        Known before = byName.get(key);
        ObservedNode says = says(node);
        boolean same = before != null && before.says().equals(says);
        byName.put(key, new Known(outline(node), before != null && same ? before.says() : says));
        if (!same) {
            changes.happened();
        }
        return before == null ? null : before.outline();
    }

    private static NarrowNode outline(NarrowNode node) {
        NarrowNode outline = new NarrowNode();
        outline.setMetadata(NarrowObject.outline(node));
        return outline;
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    @Override
    public synchronized @Nullable NarrowNode remove(String key) {
        Known before = byName.remove(key);
        if (before != null) {
            changes.happened();
        }
        return before == null ? null : before.outline();
    }

    /**
     * Takes the leases of one listing; a node whose lease went keeps its last renewal as long as it is there, and a lease waits for its
     * node: the first listing comes before the nodes are known.
     */
    synchronized void renewed(Map<String, NodeLease> renewals) {
        TreeMap<String, NodeLease> kept = new TreeMap<>(leases);
        kept.putAll(renewals);
        kept.keySet().removeIf(node -> !renewals.containsKey(node) && !byName.containsKey(node));
        if (!kept.equals(leases)) {
            leases = kept;
            changes.happened();
        }
    }

    /** Returns all nodes; the same objects as before where nothing of them has changed. */
    @SuppressWarnings("ReferenceEquality") // an equal object is told anew, and costs only that
    synchronized List<ObservedNode> nodes(ForeignPods foreign, ClaimedDevices claimed, Supplier<Set<String>> ours) {
        SortedMap<String, SortedMap<String, Integer>> offered = claimed.offered();
        SortedMap<String, Long> held = claimed.heldByOthers(ours);
        Map<String, Told> next = HashMap.newHashMap(byName.size());
        List<ObservedNode> nodes = new ArrayList<>(byName.size());
        boolean changed = byName.size() != told.size();
        for (Map.Entry<String, Known> entry : byName.entrySet()) {
            ObservedNode says = entry.getValue().says();
            String name = says.name().value();
            Optional<NodeLease> lease = Optional.ofNullable(leases.get(name));
            ForeignLoad load = ClaimedDevices.with(foreign.of(name), held.getOrDefault(name, 0L));
            SortedMap<String, Integer> claimable = offered.getOrDefault(name, Collections.emptySortedMap());
            Told before = told.get(entry.getKey());
            boolean same = before != null
                    && before.says() == says
                    && before.foreign() == load
                    && before.lease().equals(lease)
                    && before.whole().claimable().equals(claimable);
            Told now =
                    before != null && same ? before : new Told(says, load, lease, whole(says, load, lease, claimable));
            changed |= !same;
            next.put(entry.getKey(), now);
            nodes.add(now.whole());
        }
        told = next;
        last = changed ? List.copyOf(nodes) : last;
        return last;
    }

    private static ObservedNode whole(
            ObservedNode said, ForeignLoad foreign, Optional<NodeLease> lease, SortedMap<String, Integer> claimable) {
        return new ObservedNode(
                said.name(),
                said.uid(),
                said.labels(),
                said.allocatable(),
                said.ready(),
                said.unheard(),
                said.schedulable(),
                lease.stream().mapToLong(NodeLease::renewedMillis).findFirst(),
                lease.map(NodeLease::lastsMillis).orElse(said.leaseLastsMillis()),
                foreign,
                said.address(),
                said.exporters(),
                said.registrations(),
                claimable);
    }

    /** Returns what the object says by itself; heartbeats in conditions change nothing of it. */
    private static ObservedNode says(NarrowNode node) {
        SortedMap<String, Long> allocatable = new TreeMap<>();
        node.getStatus()
                .allocatable()
                .forEach((resource, text) -> allocatable.put(resource, Quantities.given(resource, text)));
        Map<String, String> labels = node.getMetadata().getLabels();
        String ready = node.getStatus().conditions().stream()
                .filter(condition -> "Ready".equals(condition.type()))
                .map(condition -> String.valueOf(condition.status()))
                .findFirst()
                .orElse("");
        boolean closed = Boolean.TRUE.equals(node.getSpec().unschedulable())
                || node.getSpec().taints().stream().anyMatch(ClusterNodes::keepsUsAway);
        return new ObservedNode(
                new NodeName(node.getMetadata().getName()),
                node.getMetadata().getUid(),
                labels == null ? new TreeMap<>() : new TreeMap<>(labels),
                allocatable,
                "True".equals(ready),
                "Unknown".equals(ready),
                !closed,
                OptionalLong.empty(),
                NodeLease.DEFAULT_LASTS_MILLIS,
                ForeignLoad.NONE,
                address(node, "InternalIP").or(() -> address(node, "Hostname")),
                annotation(node, Marks.EXPORTERS),
                registrations(node),
                Collections.emptySortedMap());
    }

    /** Says whether none of our pods would come to a node with the taint, whether it is of the node's health or of its owner's making. */
    private static boolean keepsUsAway(NarrowNode.Taint taint) {
        String effect = String.valueOf(taint.effect());
        boolean tolerated = effect.equals(NO_SCHEDULE) && TOLERATED.contains(String.valueOf(taint.key()));
        return KEEPS_AWAY.contains(effect) && !tolerated;
    }

    private static Optional<String> address(NarrowNode node, String type) {
        return node.getStatus().addresses().stream()
                .filter(address -> type.equals(address.type()))
                .flatMap(address -> Stream.ofNullable(address.address()))
                .findFirst();
    }

    private static SortedMap<String, String> registrations(NarrowNode node) {
        Map<String, String> annotations = node.getMetadata().getAnnotations();
        if (annotations == null) {
            return Collections.emptySortedMap();
        }
        TreeMap<String, String> registrations = new TreeMap<>(annotations);
        registrations.keySet().removeIf(annotation -> !HamiNames.isRegistration(annotation));
        return registrations;
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
        return byName.values().stream().map(Known::outline).toList().stream();
    }

    @Override
    public synchronized int size() {
        return byName.size();
    }

    @Override
    public synchronized @Nullable NarrowNode get(String key) {
        Known known = byName.get(key);
        return known == null ? null : known.outline();
    }
}
