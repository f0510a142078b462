package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.SiteId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The observations of a site, sorted by what they are about. */
final class FoldFacts {
    private record Claimed(String podUid, DeviceKey device) implements Comparable<Claimed> {
        @Override
        public int compareTo(Claimed other) {
            int byPod = podUid.compareTo(other.podUid);
            return byPod != 0 ? byPod : device.compareTo(other.device);
        }
    }

    final TreeMap<AttemptKey, AttemptTerms> terms = new TreeMap<>();
    final TreeMap<String, PodHolding> holdings = new TreeMap<>();
    final List<Observation.PodSeen> edges = new ArrayList<>();
    final NodeClocks clocks = new NodeClocks();
    final OwnerSightings owners = new OwnerSightings();
    final NodeSpans spans = new NodeSpans();
    final TreeSet<Observation.DeviceFault> faults = new TreeSet<>(Comparator.comparing(Observation.DeviceFault::node)
            .thenComparing(Observation.DeviceFault::device)
            .thenComparingLong(Observation.DeviceFault::lastGoodMillis)
            .thenComparing(Observation.DeviceFault::what));
    final TreeSet<Observation.UnownedUse> unowned = new TreeSet<>(Comparator.comparing(Observation.UnownedUse::span)
            .thenComparing(Observation.UnownedUse::node)
            .thenComparing(Observation.UnownedUse::device));
    private final TreeMap<Claimed, Boolean> resolved = new TreeMap<>();

    final TreeMap<String, Long> bindings = new TreeMap<>();

    /** Sorts them; attempts of other sites, and pods of attempts that nobody opened here, are left aside. */
    FoldFacts(SiteId site, Collection<Observation> observations) {
        new LinkedHashSet<>(observations).forEach(this::add);
        spans.refuseOverlaps();
        terms.values().removeIf(attempt -> !attempt.site().equals(site));
        edges.removeIf(seen -> !terms.containsKey(seen.holding().pod().attempt()));
        holdings.values().removeIf(holding -> !terms.containsKey(holding.pod().attempt()));
    }

    private void add(Observation observation) {
        switch (observation) {
            case Observation.Opened opened -> add(opened.terms());
            case Observation.PodSeen seen -> add(seen);
            case Observation.OwnerSeen seen -> owners.seen(seen);
            case Observation.DeviceFault fault -> faults.add(fault);
            case Observation.UnownedUse use -> unowned.add(use);
            case Observation.ClockOffset offset ->
                clocks.measured(offset.node(), offset.atMillis(), offset.offsetMillis());
            case Observation.NodeSeen seen -> spans.add(seen.span());
            case Observation.Resolved decision ->
                resolved.merge(
                        new Claimed(decision.podUid(), decision.device()),
                        decision.bill(),
                        (one, other) -> one && other);
        }
    }

    private void add(AttemptTerms opened) {
        AttemptTerms known = terms.putIfAbsent(opened.attempt(), opened);
        if (known != null && !known.equals(opened)) {
            throw new IllegalArgumentException(
                    "The terms of an attempt do not change: %s, then %s".formatted(known, opened));
        }
    }

    private void add(Observation.PodSeen seen) {
        PodHolding known = holdings.putIfAbsent(seen.holding().pod().uid(), seen.holding());
        if (known != null && !known.equals(seen.holding())) {
            throw new IllegalArgumentException(
                    "What a pod holds does not change: %s, then %s".formatted(known, seen.holding()));
        }
        edges.add(seen);
        if (seen.edge() instanceof PodEdge.Bound bound) {
            bindings.merge(seen.holding().pod().uid(), bound.atMillis(), Math::min);
        }
    }

    /** Returns what a pod of an opened attempt holds. */
    PodHolding holding(String podUid) {
        PodHolding holding = holdings.get(podUid);
        if (holding == null) {
            throw new IllegalStateException("Nothing is known of pod " + podUid);
        }
        return holding;
    }

    /** Returns what two persons decided of a pod's claim of a device. */
    Optional<Boolean> billed(String podUid, DeviceKey device) {
        return Optional.ofNullable(resolved.get(new Claimed(podUid, device)));
    }
}
