package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fold of everything that was observed of a site into the class of every millisecond of every device.
 *
 * <p>The rules, their sources and what was rejected: docs/decisions/0082-fold-rules.md.
 */
public final class MeteringFold {
    private static final String BY_COUNT = EvidenceSummary.none(0).digest();

    private final Interval window;
    private final FoldFacts facts;
    private final EvidenceDigests digests;
    private final UsageFold fold = new UsageFold();
    private final TreeMap<String, PodTimeline> timelines = new TreeMap<>();
    private final TreeMap<String, NodeLanes.Allotment> lanes = new TreeMap<>();
    private final TreeSet<FoldFinding> findings = new TreeSet<>();

    private MeteringFold(Interval window, FoldFacts facts, EvidenceDigests digests) {
        this.window = window;
        this.facts = facts;
        this.digests = digests;
    }

    /**
     * Returns the time of every lane within the window.
     *
     * @throws IllegalArgumentException when spans of one node and resource overlap, an attempt has two terms, or a pod two holdings
     */
    public static SiteTime fold(SiteId site, Interval window, Collection<Observation> observations) {
        return fold(site, window, observations, (where, node, lane, interval) -> BY_COUNT);
    }

    /** Returns the same, with the digests of the evidence that was read. */
    public static SiteTime fold(
            SiteId site, Interval window, Collection<Observation> observations, EvidenceDigests digests) {
        return new MeteringFold(window, new FoldFacts(site, observations), digests).fold();
    }

    private SiteTime fold() {
        // 1. What each pod's life was, by the control plane's clock.
        facts.edges.forEach(this::observe);
        facts.faults.forEach(this::fault);
        // 2. Which lanes each pod held.
        giveLanes();
        facts.owners.conflicts().forEach(this::quarantine);
        // 3. What of it is billed.
        List<UsageInterval> held = new ArrayList<>();
        for (AttemptKey attempt : facts.terms.keySet()) {
            fold.closeThrough(attempt, window.startMillis(), digests);
            held.addAll(fold.closeThrough(attempt, window.endMillis(), digests));
        }
        held.sort(UsageInterval.ORDER);
        // 4. What is left of the inventory.
        LaneFill fill = new LaneFill(facts.spans, window, held);
        List<LaneTime> rest = fill.rest();
        findings.addAll(fill.findings());
        findings.addAll(facts.clocks.findings(window));
        findings.addAll(new OwnerFindings(facts, timelines, window).findings());
        return new SiteTime(held, rest, List.copyOf(findings));
    }

    private void observe(Observation.PodSeen seen) {
        PodIdentity pod = seen.holding().pod();
        PodEdge edge = facts.clocks.corrected(pod.node(), seen.edge(), bound(pod.uid()));
        timelines.merge(pod.uid(), PodTimeline.UNSEEN.with(edge), (known, news) -> known.with(edge));
    }

    /** Bindings are the control plane's own and come first, so that no time is moved before them. */
    private Optional<Long> bound(String podUid) {
        return Optional.ofNullable(facts.bindings.get(podUid));
    }

    private void fault(Observation.DeviceFault fault) {
        Optional<String> owner = facts.owners.ownerAt(fault.node(), fault.device(), fault.lastGoodMillis());
        if (owner.isEmpty()) {
            at(fault.lastGoodMillis())
                    .ifPresent(when -> findings.add(new FoldFinding(
                            FoldFinding.Kind.FAULT_WITHOUT_OWNER,
                            fault.node(),
                            fault.device().value(),
                            when,
                            "%s; nobody says which pod held it, so nothing is credited".formatted(fault.what()))));
            return;
        }
        long bound = bound(owner.get()).orElse(Long.MAX_VALUE);
        if (facts.holdings.containsKey(owner.get())
                && bound <= fault.lastGoodMillis() + OwnerSightings.NAMED_WITHIN_MILLIS) {
            long end = Math.max(bound, Math.floorDiv(fault.lastGoodMillis(), 1000L) * 1000L);
            timelines.computeIfPresent(
                    owner.get(), (uid, timeline) -> timeline.with(new PodEdge.Terminated(end, EndCause.DEVICE_FAULT)));
        }
    }

    private Optional<Interval> at(long millis) {
        return window.contains(millis) ? Optional.of(new Interval(millis, millis)) : Optional.empty();
    }

    private void giveLanes() {
        facts.terms.values().forEach(fold::open);
        TreeMap<NodeResource, TreeSet<LaneClaim>> claims = new TreeMap<>();
        timelines.forEach((uid, timeline) -> timeline.bound()
                .ifPresent(binding -> claims.computeIfAbsent(where(facts.holding(uid)), key -> new TreeSet<>())
                        .add(claim(facts.holding(uid), binding.atMillis(), timeline))));
        claims.forEach((where, wanted) -> {
            NodeLanes node = new NodeLanes(facts.spans.laneShare(where));
            wanted.forEach(claim -> lanes.put(claim.podUid(), node.allot(claim, facts.spans.capacity(where))));
        });
        timelines.forEach(this::feed);
    }

    private static NodeResource where(PodHolding holding) {
        return new NodeResource(holding.pod().node(), holding.resource());
    }

    private static LaneClaim claim(PodHolding holding, long boundMillis, PodTimeline timeline) {
        return new LaneClaim(
                holding.pod().uid(),
                boundMillis,
                timeline.released().orElse(Long.MAX_VALUE),
                holding.devices(),
                holding.share());
    }

    private void feed(String podUid, PodTimeline timeline) {
        PodHolding holding = facts.holding(podUid);
        NodeLanes.Allotment given = lanes.get(podUid);
        if (given != null) {
            List<HeldLane> held = given.ordinals().stream()
                    .map(ordinal -> new HeldLane(
                            where(holding).lane(ordinal), holding.model(), holding.share(), Optional.empty()))
                    .toList();
            fold.observe(new PodObservation(holding.pod(), new PodEdge.Bound(given.fromMillis(), held)));
        }
        timeline.started().ifPresent(at -> fold.observe(new PodObservation(holding.pod(), new PodEdge.Started(at))));
        timeline.end()
                .ifPresent(end -> fold.observe(
                        new PodObservation(holding.pod(), new PodEdge.Terminated(end.atMillis(), end.cause()))));
        timeline.released().ifPresent(at -> fold.observe(new PodObservation(holding.pod(), new PodEdge.Released(at))));
    }

    private void quarantine(OwnerSightings.Conflict conflict) {
        conflict.span()
                .intersection(window)
                .ifPresent(when -> findings.add(new FoldFinding(
                        FoldFinding.Kind.TWO_OWNERS,
                        conflict.node(),
                        conflict.device().value(),
                        when,
                        "named for pods " + String.join(", ", conflict.podUids()))));
        for (String uid : conflict.podUids()) {
            NodeLanes.Allotment given = lanes.get(uid);
            if (given != null && takesWholeUnits(facts.holding(uid))) {
                withhold(facts.holding(uid), given, conflict);
            }
        }
    }

    private boolean takesWholeUnits(PodHolding holding) {
        AcceleratorShare unit = facts.spans.laneShare(where(holding));
        return holding.share().asRational().compareTo(unit.asRational()) >= 0;
    }

    private void withhold(PodHolding holding, NodeLanes.Allotment given, OwnerSightings.Conflict conflict) {
        Optional<Boolean> decided = facts.billed(holding.pod().uid(), conflict.device());
        if (decided.orElse(false)) {
            return;
        }
        int place = facts.owners.laneOf(
                holding.pod().uid(),
                holding.resource(),
                conflict.device(),
                given.ordinals().size());
        fold.withhold(
                holding.pod().attempt(),
                holding.pod().uid(),
                where(holding).lane(given.ordinals().get(place)),
                conflict.span(),
                decided.isPresent() ? UnbilledReason.WITHDRAWN : UnbilledReason.QUARANTINED);
    }
}
