package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.lifecycle.EvidenceDigests;
import io.xisuan.operator.metering.lifecycle.FoldOutcome;
import io.xisuan.operator.metering.lifecycle.HeldLane;
import io.xisuan.operator.metering.lifecycle.LaneClaim;
import io.xisuan.operator.metering.lifecycle.NodeLanes;
import io.xisuan.operator.metering.lifecycle.PodObservation;
import io.xisuan.operator.metering.lifecycle.UsageFold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Brings an attempt's pods into the fold and takes their usage out.
 *
 * <p>Lanes are given here and not when a pod is first seen: by now everything is known that happened before its binding, so
 * that the lanes follow from the facts and not from the instants of looking.
 */
final class AttemptClosing {
    private final UsageFold fold;
    private final ClusterLanes lanes;
    private final ToIntFunction<ClusterLanes.Key> capacity;
    private final LaneWitness witness;
    private final TreeMap<ClusterLanes.Key, TreeSet<LaneClaim>> claims = new TreeMap<>(ClusterLanes.ORDER);

    /** Prepares the closings of one look, with all attempts that were open when it began. */
    AttemptClosing(
            UsageFold fold,
            ClusterLanes lanes,
            Collection<OpenAttempt> open,
            ToIntFunction<ClusterLanes.Key> capacity,
            LaneWitness witness) {
        this.fold = fold;
        this.lanes = lanes;
        this.capacity = capacity;
        this.witness = witness;
        open.forEach(attempt -> holding(attempt)
                .forEach(pod -> claims.computeIfAbsent(key(attempt, pod), node -> new TreeSet<>())
                        .add(claim(attempt, pod))));
    }

    /** Returns what the journal lacks of an attempt up to the given time. */
    List<JournalEntry> through(OpenAttempt attempt, long untilMillis) {
        List<JournalEntry> late = feed(attempt);
        List<UsageInterval> usage = fold.closeThrough(attempt.metered().key(), untilMillis, digests());
        return entries(attempt, usage, late);
    }

    /** Returns what the journal lacks of an attempt that is over: usage, then remarks. */
    List<JournalEntry> all(OpenAttempt attempt) {
        List<JournalEntry> remarks = new ArrayList<>(feed(attempt));
        List<UsageInterval> usage = fold.close(attempt.metered().key(), digests());
        fold.forget(attempt.metered().key());
        attempt.pods().forEach(pod -> remarks.addAll(PodRemarks.of(pod)));
        if (attempt.vanished()) {
            remarks.add(PodRemarks.vanished(attempt.metered().key()));
        }
        return entries(attempt, usage, remarks);
    }

    private EvidenceDigests digests() {
        return (site, node, lane, interval) -> witness.digest(site, node, lane.lane(), interval);
    }

    private List<JournalEntry> entries(
            OpenAttempt attempt, List<UsageInterval> usage, List<? extends JournalEntry> remarks) {
        attempt.record(usage);
        List<JournalEntry> entries = new ArrayList<>();
        usage.forEach(
                used -> entries.add(new JournalEntry.Usage(used, witness.summary(used), witness.confirmation(used))));
        entries.addAll(remarks);
        return entries;
    }

    private List<JournalEntry> feed(OpenAttempt attempt) {
        List<JournalEntry> late = new ArrayList<>();
        for (WatchedPod pod : holding(attempt)) {
            for (PodObservation seen : observations(attempt, pod)) {
                if (fold.observe(seen) == FoldOutcome.LATE) {
                    late.add(PodRemarks.late(pod, seen));
                }
            }
            pod.disputes().forEach(dispute -> late.add(withhold(attempt, pod, dispute)));
            attempt.outage().ifPresent(span -> withhold(attempt, pod, span));
        }
        return late;
    }

    /** Puts the time of a device with two owners aside. */
    private JournalEntry withhold(OpenAttempt attempt, WatchedPod pod, WatchedPod.Dispute dispute) {
        ClusterLanes.Key where = key(attempt, pod);
        LaneClaim claim = claim(attempt, pod);
        SiteId site = attempt.metered().terms().site();
        String lane = witness.laneOf(site, where, claim, allot(where, claim), dispute.device());
        fold.withhold(attempt.metered().key(), claim.podUid(), lane, dispute.span(), UnbilledReason.QUARANTINED);
        return new JournalEntry.Found(
                attempt.metered().key(),
                claim.podUid(),
                where.node(),
                dispute.device(),
                JournalEntry.Found.Cause.TWO_OWNERS,
                dispute.span(),
                "the whole span");
    }

    /** Puts aside what a pod held past its money while no operator was there. */
    private void withhold(OpenAttempt attempt, WatchedPod pod, Interval span) {
        ClusterLanes.Key where = key(attempt, pod);
        LaneClaim claim = claim(attempt, pod);
        for (int ordinal : allot(where, claim).ordinals()) {
            fold.withhold(
                    attempt.metered().key(), claim.podUid(), where.lane(ordinal), span, UnbilledReason.OPERATOR_OUTAGE);
        }
    }

    private List<PodObservation> observations(OpenAttempt attempt, WatchedPod pod) {
        ClusterLanes.Key key = key(attempt, pod);
        NodeLanes.Allotment allotment = allot(key, claim(attempt, pod));
        witness.gave(
                key,
                claim(attempt, pod),
                allotment,
                WrittenDevices.of(pod.last().given()));
        List<HeldLane> held = allotment.ordinals().stream()
                .map(ordinal -> new HeldLane(
                        key.lane(ordinal),
                        attempt.metered().model(),
                        attempt.metered().share(),
                        Optional.empty()))
                .toList();
        return PodEdges.observations(attempt.identity(pod), pod.facts(), allotment.fromMillis(), held);
    }

    /** Gives lanes to every pod of the node that was bound before, then to this one. */
    private NodeLanes.Allotment allot(ClusterLanes.Key key, LaneClaim claim) {
        NodeLanes node = lanes.of(key);
        int devices = capacity.applyAsInt(key);
        claims.getOrDefault(key, new TreeSet<>()).headSet(claim, false).forEach(before -> node.allot(before, devices));
        return node.allot(claim, devices);
    }

    private static List<WatchedPod> holding(OpenAttempt attempt) {
        return attempt.pods().stream().filter(pod -> pod.facts().held()).toList();
    }

    private static LaneClaim claim(OpenAttempt attempt, WatchedPod pod) {
        return new LaneClaim(
                pod.last().uid(),
                pod.facts().bound().orElseThrow(),
                pod.facts().heldUntilMillis(),
                attempt.metered().devicesPerWorker(),
                attempt.metered().share());
    }

    private static ClusterLanes.Key key(OpenAttempt attempt, WatchedPod pod) {
        return new ClusterLanes.Key(
                attempt.metered().terms().site(),
                pod.facts().node().orElseThrow(),
                attempt.metered().resource());
    }
}
