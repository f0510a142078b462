package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.SiteVerdict;
import io.xisuan.scheduler.plan.SiteVerdict.Kind;
import io.xisuan.scheduler.plan.Victim;
import io.xisuan.scheduler.preemption.Budget;
import io.xisuan.scheduler.preemption.Preemption;
import io.xisuan.scheduler.preemption.Target;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells running jobs to stop, so that one that goes before them starts in their places. */
final class MakingRoom {
    private final ClusterState state;
    private final Future future;
    private final Pricing pricing;
    private final Preemption preemption;

    MakingRoom(ClusterState state, Future future, Pricing pricing, Preemption preemption) {
        this.state = state;
        this.future = future;
        this.pricing = pricing;
        this.preemption = preemption;
    }

    /** A decision to preempt, and where. */
    record Made(Decision.Preempt decision, Candidate candidate) {}

    /** Returns whom to stop for the job at those candidates that sell to it, and tells them so; empty when it cannot be helped so. */
    Optional<Made> preempt(JobRequest job, List<Candidate> sold, Eligibility eligibility) {
        Map<Target, Candidate> targets = new LinkedHashMap<>();
        JobRequest smallest = job.as(job.gang().smallest());
        for (Candidate candidate : sold) {
            PlacementWish wish = PlacementWish.of(job.gang(), candidate.variant(), job.wishes());
            targets.put(
                    new Target(
                            candidate.pool(),
                            wish,
                            limit(candidate, smallest),
                            () -> maySell(candidate, smallest)),
                    candidate);
        }
        return preemption
                .find(job, new ArrayList<>(targets.keySet()), Budget.NONE)
                .flatMap(found -> made(job, found, candidate(targets, found), eligibility));
    }

    private static Candidate candidate(Map<Target, Candidate> targets, Preemption.Found found) {
        Candidate candidate = targets.get(found.target());
        if (candidate == null) {
            throw new IllegalStateException("%s was not asked for".formatted(found.target()));
        }
        return candidate;
    }

    private boolean maySell(Candidate candidate, JobRequest smallest) {
        Skyline skyline = future.skyline(candidate.pool());
        long holdMillis = candidate.holdMillis(smallest);
        return skyline.isOpen(holdMillis) || skyline.maySell(smallest.gang(), holdMillis);
    }

    private NodeLimit limit(Candidate candidate, JobRequest smallest) {
        Skyline skyline = future.skyline(candidate.pool());
        return skyline.hasReservations() ? skyline.limit(candidate.holdMillis(smallest)) : NodeLimit.NONE;
    }

    private Optional<Made> made(
            JobRequest job, Preemption.Found found, Candidate candidate, Eligibility eligibility) {
        JobRequest placed = job.as(found.target().wish().gang());
        if (!(pricing.cost(placed, candidate, found.startMillis()) instanceof Cost.Priced priced)) {
            return Optional.empty();
        }
        Decision.Seat seat = new Decision.Seat(
                candidate.pool().site(),
                candidate.variant(),
                placed.gang(),
                found.workers(),
                candidate.transfer().millis(),
                Math.addExact(found.startMillis(), candidate.holdMillis(placed)),
                priced);
        for (Victim victim : found.victims()) {
            state.stopBy(victim.job(), future.nowMillis() + Math.max(1, victim.graceMillis()));
        }
        preemption.runningChanged();
        return Optional.of(new Made(
                new Decision.Preempt(job, seat, found.victims(), found.startMillis(), explanation(found, candidate, eligibility)),
                candidate));
    }

    /** Says what it costs others, and why it does not cost less elsewhere. */
    private static Explanation explanation(Preemption.Found found, Candidate candidate, Eligibility eligibility) {
        List<SiteVerdict> others = new ArrayList<>(eligibility.excluded());
        eligibility.candidates().stream()
                .filter(other -> !other.pool().site().equals(candidate.pool().site()))
                .map(other -> new SiteVerdict(
                        other.pool().site(),
                        Kind.NO_CAPACITY,
                        "has no room, and making some does not harm less than %d device-seconds"
                                .formatted(found.harmDeviceMillis() / 1000)))
                .forEach(others::add);
        others.sort(Comparator.comparing(SiteVerdict::site));
        return new Explanation(Optional.empty(), others);
    }
}
