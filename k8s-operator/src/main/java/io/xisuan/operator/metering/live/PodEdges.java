package io.xisuan.operator.metering.live;

import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.HeldLane;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import io.xisuan.operator.metering.lifecycle.PodObservation;
import io.xisuan.operator.observe.ObservedPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * From the object of a pod to the edges of its life, by these rules (docs/decisions/0035-live-metering.md):
 *
 * <ul>
 *   <li>It holds its devices from its binding (condition PodScheduled) until its container's {@code finishedAt}, which counts
 *       once the pod is terminal or gone. A pod that is being deleted holds them until then.
 *   <li>It is billed at most to its deletion time, which is the end of the grace that it was given.
 *   <li>Terminal without {@code finishedAt}: a pod that never ran held nothing; one that ran ends with its deletion time, and
 *       until it has one it holds.
 *   <li>Gone without a terminal phase: it ended at its deletion time, else at the last time that its object stated.
 *   <li>On a lost node it ends with the last lease renewal. Its devices are given back when its end is seen after all or the
 *       node's object is gone, not while the node is silent.
 * </ul>
 *
 * <p>Times come from API objects only. One that is not a whole second is taken as not stated.
 */
final class PodEdges {
    private PodEdges() {}

    /** Returns what this sight alone says of the pod. */
    static PodFacts facts(PodSight sight) {
        ObservedPod pod = sight.pod();
        boolean ended = sight.gone() || pod.phase().terminal();
        Optional<Long> started = whole(pod.startedMillis());
        Optional<Long> bound = whole(pod.scheduledMillis()).or(() -> started);
        if (pod.node().isEmpty() || bound.isEmpty()) {
            // A pod that is being deleted is never bound any more.
            boolean over =
                    ended || (pod.node().isEmpty() && pod.deletionMillis().isPresent());
            return new PodFacts(
                    pod.node(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), over);
        }
        Optional<PodStop> own = ended ? ownStop(pod, bound.get(), sight.gone()) : Optional.empty();
        Optional<PodStop> lease = sight.lostLeaseMillis().stream()
                .mapToObj(at -> new PodStop(Math.floorDiv(at, 1000L) * 1000L, EndCause.NODE_FAULT, PodStop.Basis.LEASE))
                .findFirst();
        Optional<PodStop> stop = Stream.concat(own.stream(), lease.stream()).min(Comparator.naturalOrder());
        Optional<Long> released = released(sight, own, lease);
        return new PodFacts(pod.node(), bound, started, stop, released, released.isPresent());
    }

    private static Optional<PodStop> ownStop(ObservedPod pod, long boundMillis, boolean gone) {
        EndCause cause = EndReasons.of(pod);
        Optional<Long> finished = whole(pod.finishedMillis());
        Optional<Long> started = whole(pod.startedMillis());
        if (finished.isPresent()) {
            // Past its grace a pod that does not go is nobody's training any more: it holds its devices, and is not
            // billed.
            long grace = whole(pod.deletionMillis())
                    .map(deleted -> Math.max(deleted, started.orElse(boundMillis)))
                    .orElse(Long.MAX_VALUE);
            return Optional.of(new PodStop(Math.min(finished.get(), grace), cause, PodStop.Basis.STATED));
        }
        if (started.isEmpty() && pod.phase().terminal()) {
            return Optional.of(new PodStop(boundMillis, cause, PodStop.Basis.NEVER_RAN));
        }
        long lastStated = Math.max(boundMillis, started.orElse(boundMillis));
        Optional<Long> deleted = whole(pod.deletionMillis());
        if (deleted.isPresent()) {
            return Optional.of(new PodStop(Math.max(deleted.get(), lastStated), cause, PodStop.Basis.DELETION));
        }
        return gone ? Optional.of(new PodStop(lastStated, cause, PodStop.Basis.LAST_STATED)) : Optional.empty();
    }

    private static Optional<Long> released(PodSight sight, Optional<PodStop> own, Optional<PodStop> lease) {
        boolean stated =
                own.filter(stop -> stop.basis() == PodStop.Basis.STATED).isPresent();
        if (lease.isEmpty() || stated || (own.isPresent() && sight.node() == NodeSight.PRESENT)) {
            return stated ? whole(sight.pod().finishedMillis()) : own.map(PodStop::atMillis);
        }
        return sight.gone() || sight.node() == NodeSight.ABSENT ? lease.map(PodStop::atMillis) : Optional.empty();
    }

    /** Returns the edges that the facts amount to. */
    static List<PodObservation> observations(PodIdentity pod, PodFacts facts, long boundMillis, List<HeldLane> lanes) {
        List<PodObservation> seen = new ArrayList<>();
        seen.add(new PodObservation(pod, new PodEdge.Bound(boundMillis, lanes)));
        facts.started().ifPresent(at -> seen.add(new PodObservation(pod, new PodEdge.Started(at))));
        facts.stop().ifPresent(stop -> seen.add(new PodObservation(pod, ended(stop))));
        facts.released().ifPresent(at -> seen.add(new PodObservation(pod, new PodEdge.Released(at))));
        return List.copyOf(seen);
    }

    private static PodEdge ended(PodStop stop) {
        return stop.basis() == PodStop.Basis.LEASE
                ? new PodEdge.NodeLost(stop.atMillis(), OptionalLong.empty())
                : new PodEdge.Terminated(stop.atMillis(), stop.cause());
    }

    private static Optional<Long> whole(OptionalLong millis) {
        return millis.stream().filter(at -> at >= 0 && at % 1000 == 0).boxed().findFirst();
    }
}
