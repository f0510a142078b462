package io.xisuan.operator.metering.simulated;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.live.MeteredAttempt;
import io.xisuan.operator.observe.ForeignLoad;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodEnd;
import io.xisuan.operator.observe.PodMarks;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.observe.PodPhase;
import io.xisuan.operator.observe.PodTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Simulated nodes and an API server that says of their pods what a real one would, in virtual time: whole seconds, and nothing
 * of a node that is silent but what it last said.
 */
final class VirtualCluster {
    static final SiteId SITE = new SiteId("sim");
    private static final String NAMESPACE = "team";

    /** A pod of a gang and where it ran. */
    record GangPod(MeteredAttempt attempt, int rank, DeviceWorld world, PodRef ref) {
        ContainerRun run() {
            return world.runs().stream()
                    .filter(run -> run.pod().equals(ref))
                    .findFirst()
                    .orElseThrow();
        }

        NodeName node() {
            return new NodeName(world.node());
        }
    }

    private final long startMillis;
    private final TreeMap<String, DeviceWorld> worlds = new TreeMap<>();
    private final List<MeteredAttempt> attempts = new ArrayList<>();
    private final List<GangPod> pods = new ArrayList<>();
    private final TreeMap<String, Long> silentSince = new TreeMap<>();

    VirtualCluster(long startMillis) {
        this.startMillis = startMillis;
    }

    DeviceWorld node(Make make, String name, int devices) {
        DeviceWorld world = new DeviceWorld(make, name, devices, startMillis, worlds.size());
        worlds.put(name, world);
        return world;
    }

    List<DeviceWorld> worlds() {
        return List.copyOf(worlds.values());
    }

    List<MeteredAttempt> attempts() {
        return List.copyOf(attempts);
    }

    List<GangPod> pods() {
        return List.copyOf(pods);
    }

    /**
     * A gang with a pod on each of these nodes: bound together, each started and ended at its own instant.
     *
     * @param lives when each pod truly starts and ends, in pairs
     */
    void gang(String name, int devices, long boundMillis, List<DeviceWorld> on, long... lives) {
        MeteredAttempt attempt = new MeteredAttempt(
                new AttemptTerms(
                        new AttemptKey(new JobId(NAMESPACE, name, "job-" + name), 1),
                        new TenantId("acme"),
                        new ContractId("c-1"),
                        SITE,
                        on.size()),
                on.getFirst().make().accelerator().orElseThrow(),
                on.getFirst().make().resource(),
                devices);
        attempts.add(attempt);
        for (int rank = 0; rank < on.size(); rank++) {
            String pod = "%s-1-%d".formatted(name, rank);
            PodRef ref = new PodRef(NAMESPACE, pod, "uid-" + pod, "worker");
            DeviceWorld world = on.get(rank);
            if (world.allocate(ref, devices, boundMillis).isEmpty()) {
                throw new IllegalArgumentException(
                        "%s has no %d free devices for %s".formatted(world.node(), devices, pod));
            }
            world.start(ref, lives[2 * rank]);
            world.end(ref, lives[2 * rank + 1]);
            pods.add(new GangPod(attempt, rank, world, ref));
        }
    }

    /** The node is not heard from this instant on; its containers go on. */
    void silence(DeviceWorld world, long fromMillis) {
        silentSince.put(world.node(), fromMillis);
    }

    /** Returns what an observer sees at an instant. */
    ObservedCluster at(long nowMillis) {
        List<ObservedPod> seen = pods.stream()
                .filter(pod -> pod.run().allocatedMillis() <= nowMillis)
                .map(pod -> observed(pod, heardUntil(pod.world(), nowMillis)))
                .sorted(ObservedPod.ORDER)
                .toList();
        List<ObservedNode> nodes =
                worlds.values().stream().map(world -> node(world, nowMillis)).toList();
        return new ObservedCluster(
                new ClusterId("sim"), 1, true, nodes, seen, List.of(), List.of(), ForeignLoad.NONE, new TreeMap<>());
    }

    private long heardUntil(DeviceWorld world, long nowMillis) {
        return Math.min(nowMillis, silentSince.getOrDefault(world.node(), nowMillis));
    }

    /** Nodes renew their leases every ten seconds. */
    long lease(DeviceWorld world, long nowMillis) {
        return Math.floorDiv(heardUntil(world, nowMillis), 10_000L) * 10_000L;
    }

    private ObservedNode node(DeviceWorld world, long nowMillis) {
        TreeMap<String, Long> allocatable = new TreeMap<>();
        allocatable.put(
                world.make().resource(), (long) world.readings(nowMillis).size());
        return new ObservedNode(
                new NodeName(world.node()),
                "uid-" + world.node(),
                new TreeMap<>(),
                allocatable,
                nowMillis - lease(world, nowMillis) < 50_000,
                true,
                OptionalLong.of(lease(world, nowMillis)),
                ForeignLoad.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static ObservedPod observed(GangPod pod, long nowMillis) {
        ContainerRun run = pod.run();
        boolean started = run.startedMillis().orElse(Long.MAX_VALUE) <= nowMillis;
        boolean ended = run.endedMillis().orElse(Long.MAX_VALUE) <= nowMillis;
        AttemptKey key = pod.attempt().key();
        return new ObservedPod(
                new PodName(NAMESPACE, pod.ref().name(), pod.ref().uid()),
                new PodMarks(
                        key.job().uid(), key.job().name(), key.attempt(), pod.rank(), 1, Optional.of(SITE.value())),
                Optional.of(pod.node()),
                ended ? PodPhase.SUCCEEDED : started ? PodPhase.RUNNING : PodPhase.PENDING,
                new PodTimes(
                        second(run.allocatedMillis() - 500),
                        OptionalLong.of(second(run.allocatedMillis())),
                        started ? OptionalLong.of(second(run.startedMillis().orElseThrow())) : OptionalLong.empty(),
                        ended ? OptionalLong.of(second(run.endedMillis().orElseThrow())) : OptionalLong.empty(),
                        OptionalLong.empty()),
                ended ? new PodEnd(OptionalInt.of(0), "Completed", "") : PodEnd.NONE,
                true,
                Optional.empty(),
                false);
    }

    static long second(long millis) {
        return Math.floorDiv(millis, 1000L) * 1000L;
    }
}
