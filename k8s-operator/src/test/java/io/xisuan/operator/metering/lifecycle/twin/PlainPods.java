package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodHolding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** All pods of ours, and when their gangs ran and ended. */
final class PlainPods {
    private final PlainFacts facts;
    private final Map<String, PlainPod> byUid = new LinkedHashMap<>();
    private final Map<AttemptKey, OptionalLong> running = new TreeMap<>();
    private final Map<String, Optional<PlainPod.PlainEnd>> ends = new TreeMap<>();

    /** A pod whose attempt was never opened, or belongs to another site, is left aside: it takes no lane. */
    PlainPods(SiteId site, PlainFacts facts) {
        this.facts = facts;
        Map<PodHolding, List<PodEdge>> edges = new LinkedHashMap<>();
        for (Observation.PodSeen seen : facts.of(Observation.PodSeen.class)) {
            edges.computeIfAbsent(seen.holding(), key -> new ArrayList<>()).add(seen.edge());
        }
        edges.forEach((holding, seen) -> {
            for (Observation.Opened opened : facts.of(Observation.Opened.class)) {
                AttemptTerms terms = opened.terms();
                if (terms.attempt().equals(holding.pod().attempt())
                        && terms.site().equals(site)) {
                    long skew = facts.skew(holding.pod().node());
                    byUid.put(holding.pod().uid(), PlainPod.of(holding, terms, seen, skew));
                }
            }
        });
        facts.of(Observation.DeviceFault.class).forEach(this::fault);
        for (PlainPod pod : all()) {
            running.put(pod.terms().attempt(), runningOf(pod.terms()));
            ends.put(pod.uid(), endOf(pod));
        }
    }

    List<PlainPod> all() {
        return List.copyOf(byUid.values());
    }

    /** Returns when every rank had started. */
    OptionalLong running(PlainPod pod) {
        return running.getOrDefault(pod.terms().attempt(), OptionalLong.empty());
    }

    /** Returns the pod's end: its own or its gang's, whichever is first. */
    Optional<PlainPod.PlainEnd> end(PlainPod pod) {
        return ends.getOrDefault(pod.uid(), Optional.empty());
    }

    private OptionalLong runningOf(AttemptTerms terms) {
        long latest = Long.MIN_VALUE;
        for (int rank = 0; rank < terms.pods(); rank++) {
            long earliest = Long.MAX_VALUE;
            for (PlainPod pod : of(terms.attempt())) {
                if (pod.holding().pod().rank() == rank) {
                    earliest = Math.min(earliest, pod.startedMillis().orElse(Long.MAX_VALUE));
                }
            }
            if (earliest == Long.MAX_VALUE) {
                return OptionalLong.empty();
            }
            latest = Math.max(latest, earliest);
        }
        return OptionalLong.of(latest);
    }

    private Optional<PlainPod.PlainEnd> endOf(PlainPod pod) {
        List<PlainPod.PlainEnd> ends = new ArrayList<>(pod.end().stream().toList());
        for (PlainPod other : of(pod.terms().attempt())) {
            other.end().filter(end -> end.cause() != EndCause.COMPLETED).ifPresent(ends::add);
        }
        return ends.stream().min(PlainPod.PlainEnd::compareTo);
    }

    private List<PlainPod> of(AttemptKey attempt) {
        return byUid.values().stream()
                .filter(pod -> pod.terms().attempt().equals(attempt))
                .toList();
    }

    /**
     * Room in the page: "by then" is the last good sample and a minute; the pod need not hold its devices still, nor stand on the
     * node of the fault.
     */
    private void fault(Observation.DeviceFault fault) {
        long until = fault.lastGoodMillis() + PlainFacts.MINUTE;
        Optional<Observation.OwnerSeen> named = Optional.empty();
        for (Observation.OwnerSeen owner : facts.owners()) {
            boolean counts = owner.node().equals(fault.node())
                    && owner.device().equals(fault.device())
                    && owner.atMillis() <= until;
            if (counts && named.map(known -> later(owner, known)).orElse(true)) {
                named = Optional.of(owner);
            }
        }
        named.flatMap(owner -> Optional.ofNullable(byUid.get(owner.podUid()))).ifPresent(pod -> {
            long bound = pod.boundMillis().orElse(Long.MAX_VALUE);
            if (bound <= until) {
                long at = Math.max(PlainFacts.floorSecond(fault.lastGoodMillis()), bound);
                byUid.put(pod.uid(), pod.endingToo(new PlainPod.PlainEnd(at, EndCause.DEVICE_FAULT)));
            }
        });
    }

    /** Returns whether the first is of a later poll, or of the same and of a smaller uid. */
    private static boolean later(Observation.OwnerSeen owner, Observation.OwnerSeen known) {
        return owner.atMillis() > known.atMillis()
                || (owner.atMillis() == known.atMillis() && owner.podUid().compareTo(known.podUid()) < 0);
    }
}
