package io.xisuan.operator.loop;

import io.xisuan.billing.store.Drain;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.Store;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.device.Seat;
import io.xisuan.operator.market.ResourceKind;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Works out how each node of the sites stands, by what the planner itself goes by. */
final class NodeStandings {
    private final Sight sight;
    private final JobRecords jobs;
    private final JournalFacts facts;
    private final Room room;
    private final BadNodes bad;
    private final Set<String> haunted;
    private final ClusterState state;
    private final List<ObservedNode> nodes;
    private final SortedMap<NodeName, Drain> drained = new TreeMap<>();

    NodeStandings(Sight sight, JobRecords jobs, JournalFacts facts, Store store) {
        this.sight = sight;
        this.jobs = jobs;
        this.facts = facts;
        this.room = new Room(store, 0, jobs);
        this.bad = BadNodes.of(jobs.all(), sight.nowMillis());
        this.haunted = new Ghosts(jobs).nodes(sight.clusters());
        this.state = Capacity.of(sight.market(), jobs.live(), Runs.NONE, sight.nowMillis())
                .state();
        this.nodes = DrainedNodes.all(sight.clusters());
        OutlookSight.needs(sight, jobs, room, store).applyTo(state);
        ClosedNodes.of(sight).keepFrom(state);
        for (Drain drain : new DrainBook(store).open()) {
            if (DrainedPlace.of(drain, sight.wishes().sites(), nodes)
                    instanceof DrainedPlace.Nodes(SortedSet<NodeName> names)) {
                names.forEach(name -> drained.putIfAbsent(name, drain));
            }
        }
    }

    /** Returns the nodes that a site chooses, by site and name; those of no site, as of a control plane, are left out. */
    List<NodeStanding> all() {
        List<NodeStanding> all = new ArrayList<>();
        for (Site site : sight.wishes().sites()) {
            nodes.stream()
                    .filter(node -> NodeTranslation.chooses(site, node.labels()))
                    .forEach(node -> all.add(standing(site, node)));
        }
        return all;
    }

    private NodeStanding standing(Site site, ObservedNode node) {
        List<NodeStanding.Holder> holders = new ArrayList<>();
        long sold = 0;
        for (Intent intent : jobs.live()) {
            long held = held(intent, node.name());
            if (held > 0) {
                sold += held;
                holders.add(new NodeStanding.Holder(
                        intent.attempt().job(),
                        intent.tenant().value(),
                        held,
                        room.leaving().isLeaving(intent.attempt())));
            }
        }
        Optional<NodeShape> shape =
                NodeTranslation.shape(site, node) instanceof Translation.Done<NodeShape>(NodeShape known)
                        ? Optional.of(known)
                        : Optional.empty();
        long devices = shape.map(NodeShape::devices).orElse(0);
        long owner = shape.map(known -> known.background().devices()).orElse(0);
        long free = Math.max(0, devices - owner - sold);
        return new NodeStanding(
                site.getMetadata().getName(),
                node.name(),
                node.labels().getOrDefault(NodeTranslation.ACCELERATOR_LABEL, ""),
                devices,
                owner,
                sold,
                free,
                holders,
                faults(node.name()),
                devices > 0 && free == 0 ? "" : whyNotSold(site, node, shape));
    }

    /** Returns how many devices of the node an attempt holds; a device of which it holds parts counts once. */
    private static long held(Intent intent, NodeName node) {
        long whole = 0;
        Set<Integer> slots = new HashSet<>();
        for (PlannedWorker worker : intent.workers()) {
            if (worker.node().equals(node)) {
                if (intent.share().equals(DevicePart.WHOLE)) {
                    whole += intent.devicesPerWorker();
                } else {
                    slots.add(Seat.parse(worker.seat()).slot());
                }
            }
        }
        return whole + slots.size();
    }

    private List<String> faults(NodeName node) {
        List<String> faults = new ArrayList<>();
        facts.last(node)
                .filter(span -> span.healthy() < span.devices())
                .map(NodeStandings::unwell)
                .ifPresent(faults::add);
        facts.found(node)
                .forEach(found -> faults.add("%s %s: %s".formatted(found.cause(), found.device(), found.what())));
        if (bad.byAll().contains(node)) {
            faults.add("jobs of several tenants failed on it within the last half hour");
        }
        return faults;
    }

    private static String unwell(NodeSpan span) {
        return "%d of its %d devices are not well".formatted(span.devices() - span.healthy(), span.devices());
    }

    private String whyNotSold(Site site, ObservedNode node, Optional<NodeShape> shape) {
        Optional<String> problem = sight.problem(
                        ResourceKind.NODE, "", node.name().value())
                .map(found -> found.field() + ": " + found.problem());
        if (problem.isPresent() || shape.isEmpty()) {
            return problem.orElse("it is not understood");
        }
        Drain drain = drained.get(node.name());
        if (drain != null) {
            return "drained by %s (%s)".formatted(drain.requestedBy().name(), drain.place());
        }
        if (!node.ready()) {
            return "it is not ready";
        }
        if (!node.schedulable()) {
            return "it is cordoned or tainted: kubectl describe node " + node.name();
        }
        if (haunted.contains(
                Ghosts.place(sight.clusters().getFirst(), node.name().value()))) {
            return "a pod of ours is on it that no attempt accounts for; it is being removed";
        }
        if (bad.byAll().contains(node.name())) {
            return "it is doubted: jobs of several tenants failed on it";
        }
        return ofSite(new SiteId(site.getMetadata().getName()), node, shape.get());
    }

    /** Returns why what the node has free is not sold although nothing is wrong with it. */
    private String ofSite(SiteId site, ObservedNode node, NodeShape shape) {
        Optional<Pool> pool = state.pool(site, new DeviceType(shape.type().id()));
        if (pool.isEmpty()) {
            return sight.problem(ResourceKind.SITE, "", site.value())
                    .map(found -> "its site is not understood: " + found.problem())
                    .orElse("its site does not sell");
        }
        if (!pool.get().siteShape().selling()) {
            return "its site only observes or meters: spec.mode is not place";
        }
        if (pool.get().unsoldDevices() <= 0) {
            return "%s keeps %d of %d devices for its owner, and the rest is sold"
                    .formatted(site, pool.get().headroomDevices(), pool.get().totalDevices());
        }
        boolean starved = state.hasNode(site, node.name())
                && (shape.cpuMillis() <= shape.background().cpuMillis()
                        || shape.memoryMib() <= shape.background().memoryMib());
        return starved ? "its CPU or memory is used up by others" : "";
    }
}
