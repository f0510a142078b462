package io.xisuan.cli.demo;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.HeldLane;
import io.xisuan.operator.metering.lifecycle.LaneSpan;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import io.xisuan.operator.metering.lifecycle.PodObservation;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.plan.Decision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The data centres of the demo: nodes on which pods are bound, pull their image, run and end, and owners whose own pods
 * come first. It knows no plan before it is acted upon, and no price.
 */
final class World {
    /** Image pulls take between this and four times this, by pod. */
    private static final long SHORTEST_PULL_SECONDS = 45;

    private static final long TEARDOWN_MILLIS = 10_000;

    private final TreeMap<SiteId, TreeMap<NodeName, SimulatedNode>> sites = new TreeMap<>();

    /** A pod of a site's owner: background that is never sold and never touched. */
    record OwnerPod(SiteId site, NodeName node, String namespace, String name, int devices) {}

    World(List<SimulatedNode> nodes) {
        for (SimulatedNode node : nodes) {
            sites.computeIfAbsent(node.site(), site -> new TreeMap<>()).put(node.name(), node);
        }
    }

    /** Returns all nodes by site and name. */
    List<SimulatedNode> nodes() {
        return sites.values().stream().flatMap(site -> site.values().stream()).toList();
    }

    List<SimulatedNode> nodesOf(SiteId site) {
        return List.copyOf(sites.getOrDefault(site, new TreeMap<>()).values());
    }

    /** Binds the pods of a decided gang; returns what will happen to them if nothing disturbs it. */
    GangRun start(Decision.Start start, AttemptKey attempt, long nowMillis, long runMillis) {
        List<PodIdentity> pods = new ArrayList<>();
        TreeMap<Long, List<PodObservation>> observations = new TreeMap<>();
        long running = nowMillis;
        for (WorkerPlacement worker : start.workers()) {
            PodIdentity pod = identity(attempt, worker);
            pods.add(pod);
            see(observations, nowMillis, pod, new PodEdge.Bound(nowMillis, bind(start, pod, worker)));
            long started = nowMillis + pullSeconds(pod) * 1_000;
            see(observations, started, pod, new PodEdge.Started(started));
            running = Math.max(running, started);
        }
        long end = running + runMillis;
        long released = end + TEARDOWN_MILLIS;
        for (PodIdentity pod : pods) {
            see(observations, end, pod, new PodEdge.Terminated(end, EndCause.COMPLETED));
            see(observations, released, pod, new PodEdge.Released(released));
        }
        return new GangRun(attempt, start, List.copyOf(pods), running, end, released, observations);
    }

    /** Gives back what the gang held. */
    void release(GangRun run) {
        for (PodIdentity pod : run.pods()) {
            node(run.start().site(), pod.node()).release(podOnNode(pod));
        }
    }

    /**
     * Puts a pod of the site's owner on its node; it stays for the whole month.
     *
     * @throws IllegalStateException when the node lacks the devices
     */
    void bindOwner(OwnerPod pod) {
        node(pod.site(), pod.node())
                .allocate(new SimulatedNode.Pod(pod.namespace(), pod.name(), uid("owner/" + pod), true), pod.devices());
    }

    /** Returns what the owner holds over the window, by lane. */
    List<LaneSpan> ownerSpans(SiteId site, Interval window) {
        List<LaneSpan> spans = new ArrayList<>();
        for (SimulatedNode node : nodesOf(site)) {
            for (int device = 0; device < node.devices(); device++) {
                if (node.holder(device).owner()) {
                    spans.add(new LaneSpan(node.name(), lane(node, device), window));
                }
            }
        }
        return List.copyOf(spans);
    }

    /** Returns the lane's name as the device plugin would give it. */
    static String lane(SimulatedNode node, int device) {
        return node.model().vendor().resourceName() + "/" + device;
    }

    private List<HeldLane> bind(Decision.Start start, PodIdentity pod, WorkerPlacement worker) {
        SimulatedNode node = node(start.site(), worker.node());
        return node.allocate(podOnNode(pod), worker.devices()).stream()
                .map(device -> HeldLane.whole(lane(node, device), node.model(), node.key(device)))
                .toList();
    }

    private SimulatedNode node(SiteId site, NodeName name) {
        SimulatedNode node = sites.getOrDefault(site, new TreeMap<>()).get(name);
        if (node == null) {
            throw new IllegalStateException("Site %s has no node %s".formatted(site, name));
        }
        return node;
    }

    private static SimulatedNode.Pod podOnNode(PodIdentity pod) {
        return new SimulatedNode.Pod(pod.attempt().job().namespace(), pod.name(), pod.uid(), false);
    }

    private static PodIdentity identity(AttemptKey attempt, WorkerPlacement worker) {
        String name = "%s-%d-%d".formatted(attempt.job().name(), attempt.attempt(), worker.rank());
        String uid = uid(attempt.job().uid() + "/" + attempt.attempt() + "/" + worker.rank());
        return new PodIdentity(uid, name, attempt, worker.rank(), worker.node());
    }

    private static String uid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static long pullSeconds(PodIdentity pod) {
        return SHORTEST_PULL_SECONDS + Math.floorMod(pod.uid().hashCode(), 3 * SHORTEST_PULL_SECONDS);
    }

    private static void see(
            Map<Long, List<PodObservation>> observations, long atMillis, PodIdentity pod, PodEdge edge) {
        observations.computeIfAbsent(atMillis, at -> new ArrayList<>()).add(new PodObservation(pod, edge));
    }
}
