package io.xisuan.operator.metering.simulated;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodHolding;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What honest sources would state of a virtual cluster within a window: A in whole seconds, B every fifteen. */
record WorldObservations(VirtualCluster cluster, Interval window) {
    private static final long POLL_MILLIS = 15_000;

    List<Observation> all() {
        List<Observation> all = new ArrayList<>(lifecycle());
        cluster.worlds().forEach(world -> all.addAll(owners(world)));
        return all;
    }

    List<Observation> lifecycle() {
        List<Observation> all = new ArrayList<>();
        cluster.attempts().forEach(attempt -> all.add(new Observation.Opened(attempt.terms())));
        cluster.pods().forEach(pod -> edges(pod).forEach(edge -> all.add(new Observation.PodSeen(holding(pod), edge))));
        cluster.worlds().forEach(world -> all.add(new Observation.NodeSeen(span(world))));
        return all;
    }

    private static PodHolding holding(VirtualCluster.GangPod pod) {
        return new PodHolding(
                new PodIdentity(pod.ref().uid(), pod.ref().name(), pod.attempt().key(), pod.rank(), pod.node()),
                pod.attempt().resource(),
                pod.attempt().devicesPerWorker(),
                pod.attempt().model(),
                AcceleratorShare.WHOLE);
    }

    private static List<PodEdge> edges(VirtualCluster.GangPod pod) {
        ContainerRun run = pod.run();
        long end = VirtualCluster.second(run.endedMillis().orElseThrow());
        return List.of(
                new PodEdge.Bound(VirtualCluster.second(run.allocatedMillis()), List.of()),
                new PodEdge.Started(VirtualCluster.second(run.startedMillis().orElseThrow())),
                new PodEdge.Terminated(end, EndCause.COMPLETED),
                new PodEdge.Released(end));
    }

    private NodeSpan span(DeviceWorld world) {
        int devices = world.readings(window.startMillis()).size();
        return new NodeSpan(
                new NodeName(world.node()),
                world.make().resource(),
                world.make().accelerator().orElseThrow(),
                AcceleratorShare.WHOLE,
                devices,
                devices,
                0,
                NodeState.READY,
                window);
    }

    /** Returns what polls of the node's agent say, one line for each owner of each device. */
    List<Observation> owners(DeviceWorld world) {
        List<Observation> lines = new ArrayList<>();
        for (long at = window.startMillis(); at < window.endMillis(); at += POLL_MILLIS) {
            for (DeviceReading reading : world.readings(at)) {
                for (PodRef owner : reading.owners()) {
                    lines.add(line(world, reading, owner, at));
                }
            }
        }
        return lines;
    }

    /** Returns a further owner of a device over a span, as from a kubelet that lists a pod that has ended. */
    List<Observation> secondOwner(DeviceWorld world, int slot, PodRef stale, Interval span) {
        List<Observation> lines = new ArrayList<>();
        for (long at = window.startMillis(); at < window.endMillis(); at += POLL_MILLIS) {
            if (span.contains(at)) {
                lines.add(line(world, world.readings(at).get(slot), stale, at));
            }
        }
        return lines;
    }

    private static Observation line(DeviceWorld world, DeviceReading reading, PodRef owner, long atMillis) {
        return new Observation.OwnerSeen(
                new NodeName(world.node()),
                world.make().resource(),
                new DeviceKey(reading.hardwareId()),
                owner.uid(),
                atMillis);
    }

    /** Returns the last poll before a device was gone from the node. */
    Optional<Long> lastSeen(DeviceWorld world, String hardwareId) {
        Optional<Long> last = Optional.empty();
        for (long at = window.startMillis(); at < window.endMillis(); at += POLL_MILLIS) {
            long now = at;
            if (world.readings(at).stream()
                    .anyMatch(reading -> reading.hardwareId().equals(hardwareId))) {
                last = Optional.of(now);
            }
        }
        return last;
    }
}
