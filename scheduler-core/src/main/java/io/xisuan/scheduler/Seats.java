package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.fairness.DeviceTotals;
import io.xisuan.scheduler.fairness.QuotaLedger;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.reservation.Reservation;
import java.util.Optional;
import java.util.OptionalLong;

/** The seats of jobs for which others leave: kept until they have, then taken. */
final class Seats {
    private final Scheduler.Situation situation;
    private final SchedulerMemory memory;
    private final Claims claims;
    private final Backlog backlog;
    private final Pricing pricing;
    private final QuotaLedger quotas;
    private final DeviceTotals totals;

    Seats(
            Scheduler.Situation situation,
            SchedulerMemory memory,
            Backlog backlog,
            Pricing pricing,
            QuotaLedger quotas,
            DeviceTotals totals) {
        this.situation = situation;
        this.memory = memory;
        this.claims = new Claims(situation.state(), situation.claims());
        this.backlog = backlog;
        this.pricing = pricing;
        this.quotas = quotas;
        this.totals = totals;
    }

    boolean isEmpty() {
        return claims.isEmpty();
    }

    /** Keeps the places of running jobs that leave theirs to go there. */
    void keepMoving() {
        for (Claims.Moving moving : claims.moving(situation.nowMillis())) {
            claims.places(moving.seat())
                    .ifPresent(places -> keep(moving.request(), moving.candidate(), places, moving.startMillis()));
        }
    }

    /** Whoever leaves for a seat, and has none to go to, will soon hold nothing: no queue is taken below its guarantee for it twice. */
    void noteLeaving() {
        for (RunningJob job : claims.leaving()) {
            quotas.leave(
                    job.request().tenant(),
                    totals.milli(job.allocation().gang(), job.allocation().type()));
        }
    }

    /** Keeps the places of a running job that goes there once it has left its own. */
    void keepFor(Decision.Move move) {
        situation.state().running(move.job()).ifPresent(job -> {
            long leaves = job.leavesMillis().orElse(situation.nowMillis() + 1);
            claims.places(move.seat())
                    .ifPresent(places -> keep(job.request(), Candidate.of(situation.state(), job), places, leaves));
        });
    }

    /** Keeps a seat from the instant at which the last of those who leave for it has, and counts it as the tenant's. */
    Eta keepFor(JobRequest job, Decision.Seat seat, Candidate candidate, long startMillis) {
        claims.places(seat).ifPresent(places -> keep(job.as(seat.gang()), candidate, places, startMillis));
        quotas.hold(job.tenant(), totals.milli(seat.gang(), seat.variant().type()));
        return new Eta(startMillis, seat.site(), Eta.Cause.VICTIMS_LEAVE, true);
    }

    private void keep(JobRequest placed, Candidate candidate, Places places, long startMillis) {
        backlog.keep(
                candidate,
                new Reservation(startMillis, places, Eta.Cause.VICTIMS_LEAVE),
                candidate.holdMillis(placed.as(places.gang())));
    }

    /** Returns the start on a seat, or the wait for it; empty when the job has none, or none that still stands. */
    Optional<Decision> decide(JobRequest job) {
        return claims.of(job.id()).flatMap(claim -> claims.isFree(claim) ? seated(job, claim) : leaving(job, claim));
    }

    /**
     * The victims are gone: the job starts on its seat, unless something else has happened there. The site's owner and its
     * tenant's limit come before the seat: a job that they keep out is looked at like any other.
     */
    private Optional<Decision> seated(JobRequest job, Claim claim) {
        Decision.Seat seat = claim.seat();
        Optional<Candidate> candidate = candidate(job, seat);
        JobRequest placed = job.as(seat.gang());
        if (candidate.isEmpty()
                || seat.gang().devices() > candidate.get().pool().sellableDevices()
                || quotas.check(
                                job.tenant(),
                                totals.milli(seat.gang(), seat.variant().type()))
                        .isPresent()
                || !situation
                        .state()
                        .hasRoom(RunningJob.of(
                                job, seat.allocation(job.id()), situation.nowMillis(), seat.expectedEndMillis()))
                || !(pricing.cost(placed, candidate.get(), situation.nowMillis()) instanceof Cost.Priced priced)) {
            return Optional.empty();
        }
        Decision.Seat now = new Decision.Seat(
                seat.site(),
                seat.variant(),
                seat.gang(),
                seat.workers(),
                seat.transferMillis(),
                Math.addExact(situation.nowMillis(), candidate.get().holdMillis(placed)),
                priced);
        return Optional.of(new Decision.Start(job, now, Explanation.NONE));
    }

    private Optional<Decision> leaving(JobRequest job, Claim claim) {
        OptionalLong leaves = claims.leaveMillis(claim, situation.nowMillis());
        Optional<Candidate> candidate = candidate(job, claim.seat());
        if (leaves.isEmpty()
                || candidate.isEmpty()
                || claims.places(claim.seat()).isEmpty()) {
            return Optional.empty();
        }
        Eta eta = keepFor(job, claim.seat(), candidate.get(), leaves.getAsLong());
        return Optional.of(new Decision.Wait(
                job.id(),
                Refusal.LEAVING,
                Optional.of(eta),
                "%d jobs leave for it".formatted(claim.victims().size())));
    }

    private Optional<Candidate> candidate(JobRequest job, Decision.Seat seat) {
        Optional<Pool> pool = claims.pool(seat);
        return memory.classOf(job).candidates().stream()
                .filter(candidate -> pool.isPresent()
                        && candidate.pool().index() == pool.get().index())
                .findFirst();
    }
}
