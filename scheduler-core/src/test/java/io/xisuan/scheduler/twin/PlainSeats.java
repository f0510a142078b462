package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import java.util.List;
import java.util.Optional;

/** The seats of jobs for which others leave. */
final class PlainSeats {
    private final PlainScheduler.Asked asked;
    private final PlainWorld world;
    private final List<PlainPool> pools;
    private final PlainShares shares;
    private final List<RunningJob> running;
    private final PlainPricing pricing;

    PlainSeats(
            PlainScheduler.Asked asked,
            PlainWorld world,
            List<PlainPool> pools,
            PlainShares shares,
            List<RunningJob> running,
            PlainPricing pricing) {
        this.asked = asked;
        this.world = world;
        this.pools = pools;
        this.shares = shares;
        this.running = running;
        this.pricing = pricing;
    }

    /** Whoever leaves for another soon holds nothing. */
    void noteLeaving() {
        running.stream()
                .filter(job -> asked.claims().stream()
                        .anyMatch(claim -> claim.victims().contains(job.job())))
                .filter(job -> job.leavesMillis().isPresent())
                .forEach(shares::leave);
    }

    /** Returns the start on a seat or the wait for it; empty when the job has none that still stands. */
    Optional<Decision> decide(JobRequest job) {
        Optional<Claim> claim = asked.claims().stream()
                .filter(each -> each.job().equals(job.id()))
                .reduce((first, last) -> last);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        Decision.Seat seat = claim.get().seat();
        Optional<PlainCandidates.Candidate> candidate = new PlainCandidates(job, world.sites(), pools)
                .all().stream()
                        .filter(each -> each.pool().site().id().equals(seat.site())
                                && each.pool().type().equals(seat.variant().type()))
                        .findFirst();
        List<RunningJob> victims = running.stream()
                .filter(each -> claim.get().victims().contains(each.job()))
                .toList();
        if (candidate.isEmpty() || !candidate.get().pool().has(seat)) {
            return Optional.empty();
        }
        return victims.isEmpty() ? seated(job, seat, candidate.get()) : leaving(job, seat, candidate.get(), victims);
    }

    private Optional<Decision> seated(JobRequest job, Decision.Seat seat, PlainCandidates.Candidate candidate) {
        PlainPool pool = candidate.pool();
        JobRequest placed = job.as(seat.gang());
        Cost cost = pricing.cost(placed, candidate, asked.nowMillis());
        if (seat.gang().devices() > pool.sellable()
                || shares.refusal(job, seat.gang(), seat.variant().type()).isPresent()
                || !pool.hasRoom(seat.allocation(job.id()))
                || !(cost instanceof Cost.Priced priced)) {
            return Optional.empty();
        }
        Decision.Seat now = new Decision.Seat(
                seat.site(),
                seat.variant(),
                seat.gang(),
                seat.workers(),
                seat.transferMillis(),
                asked.nowMillis() + candidate.holdMillis(placed),
                priced);
        return Optional.of(new Decision.Start(job, now, Explanation.NONE));
    }

    private Optional<Decision> leaving(
            JobRequest job, Decision.Seat seat, PlainCandidates.Candidate candidate, List<RunningJob> victims) {
        if (victims.stream().anyMatch(victim -> victim.leavesMillis().isEmpty())) {
            return Optional.empty();
        }
        long leaves = victims.stream()
                .mapToLong(victim -> victim.freesMillis(asked.nowMillis(), 0))
                .max()
                .orElseThrow();
        keep(job, seat, candidate, leaves);
        Eta eta = new Eta(leaves, seat.site(), Eta.Cause.VICTIMS_LEAVE, true);
        return Optional.of(PlainScheduler.waits(job, Refusal.LEAVING, Optional.of(eta)));
    }

    /** Keeps a seat from an instant on, and counts it as the tenant's. */
    void keep(JobRequest job, Decision.Seat seat, PlainCandidates.Candidate candidate, long start) {
        shares.hold(job.tenant(), seat.variant().type(), seat.gang());
        new PlainFuture(candidate.pool(), asked.nowMillis())
                .reserve(
                        seat.gang(),
                        new PlainFuture.Found(start, candidate.pool().spots(seat)),
                        candidate.holdMillis(job.as(seat.gang())));
    }
}
