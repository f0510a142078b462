package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.fairness.FairOrder;
import io.xisuan.scheduler.fairness.Fairness;
import io.xisuan.scheduler.fairness.QuotaLedger;
import io.xisuan.scheduler.fairness.Usage;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.preemption.Grounds;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Reservation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** One cycle's decisions, each taken with what the ones before it left. */
final class Cycle {
    private final Scheduler.Situation situation;
    private final PlanOptions options;
    private final SchedulerMemory memory;
    private final Future future;
    private final Offers offers;
    private final Backlog backlog;
    private final Pricing pricing;
    private final Usage usage;
    private final QuotaLedger quotas;
    private final Claims claims;
    private final MakingRoom makingRoom;
    private final List<Decision> decisions = new ArrayList<>();

    Cycle(Scheduler.Situation situation, PlanOptions options, SchedulerMemory memory) {
        this.situation = situation;
        this.options = options;
        this.memory = memory;
        this.future = new Future(situation.state(), situation.nowMillis());
        this.pricing = new Pricing(situation.costs(), options.weights(), situation.nowMillis());
        this.offers = new Offers(new Room(future, memory.placement()), pricing, options.explained());
        this.usage = Usage.of(situation.state());
        this.quotas = new QuotaLedger(situation.tenancy().queues(), usage);
        this.backlog = new Backlog(future, options.reservations());
        this.claims = new Claims(situation.state(), situation.claims());
        Grounds grounds = new Grounds(
                situation.state(), memory.placement(), quotas, usage.totals(), situation.nowMillis());
        this.makingRoom = new MakingRoom(grounds, future, pricing);
    }

    /** Returns what is decided on each job, in the order in which it was. */
    List<Decision> decisions() {
        // 1. Who comes first?
        List<JobRequest> ordered = ordered();
        List<JobRequest> considered = ordered.subList(0, Math.min(ordered.size(), options.considered()));
        memory.enter(considered);
        // 2. Seats for which others leave are kept.
        List<JobRequest> open = withoutSeats(considered);
        // 3. One job after the other, each with what those before it left.
        open.forEach(this::decide);
        // 4. Whoever was not looked at is told so.
        if (options.explained()) {
            ordered.subList(considered.size(), ordered.size()).forEach(job -> decisions.add(notConsidered(job)));
        }
        // 5. What nobody waits for goes to jobs that can use more.
        if (options.may(Measure.RESIZE)) {
            decisions.addAll(makingRoom.grow(quietPools(considered)));
        }
        // 6. Whoever waits is told until when.
        return options.may(Measure.FORECAST) ? withEtas(considered) : decisions;
    }

    /** Decides on the jobs that have a seat, and returns the others. */
    private List<JobRequest> withoutSeats(List<JobRequest> considered) {
        if (claims.isEmpty()) {
            return considered;
        }
        for (Claims.Moving moving : claims.moving(situation.nowMillis())) {
            keep(moving.request(), moving.seat(), moving.candidate(), moving.startMillis());
        }
        List<JobRequest> open = new ArrayList<>(considered.size());
        for (JobRequest job : considered) {
            claimed(job).ifPresentOrElse(decisions::add, () -> open.add(job));
        }
        return open;
    }

    /** Returns the pools where no waiting job could run. */
    private List<Pool> quietPools(List<JobRequest> considered) {
        Set<Integer> wanted = new TreeSet<>();
        Set<JobId> waiting = waiting();
        for (JobRequest job : considered) {
            if (waiting.contains(job.id())) {
                memory.classOf(job).candidates().forEach(candidate -> wanted.add(candidate.pool().index()));
            }
        }
        return situation.state().pools().stream()
                .filter(pool -> !wanted.contains(pool.index()))
                .toList();
    }

    /** Returns the jobs that neither start now nor never. */
    private Set<JobId> waiting() {
        Set<JobId> settled = new HashSet<>();
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Start || decision instanceof Decision.Never) {
                settled.add(decision.job());
            }
        }
        Set<JobId> waiting = new HashSet<>();
        situation.queue().forEach(job -> waiting.add(job.id()));
        waiting.removeAll(settled);
        return waiting;
    }

    /** Returns the decisions with a time for each that has none yet. */
    private List<Decision> withEtas(List<JobRequest> considered) {
        Set<JobId> waiting = waiting();
        List<JobRequest> line =
                considered.stream().filter(job -> waiting.contains(job.id())).toList();
        SortedMap<JobId, Eta> etas = Etas.of(situation.state(), memory, line, situation.nowMillis());
        List<Decision> told = new ArrayList<>(decisions.size());
        for (Decision decision : decisions) {
            told.add(
                    decision instanceof Decision.Wait wait && wait.eta().isEmpty()
                            ? new Decision.Wait(
                                    wait.job(), wait.reason(), Optional.ofNullable(etas.get(wait.job())), wait.text())
                            : decision);
        }
        return told;
    }

    private List<JobRequest> ordered() {
        if (options.order() != QueueOrder.FAIR) {
            return options.order().order(situation.queue());
        }
        Tenancy tenancy = situation.tenancy();
        return FairOrder.order(
                situation.queue(),
                new Fairness(tenancy.queues(), usage, tenancy.pastUse(), tenancy.ageMillis()),
                situation.nowMillis());
    }

    private static Decision notConsidered(JobRequest job) {
        return new Decision.Wait(
                job.id(), Refusal.NOT_CONSIDERED, Optional.empty(), "too many jobs are ahead of it in this cycle");
    }

    /** Decides on a job with a seat; empty when it has none, or none that still stands. */
    private Optional<Decision> claimed(JobRequest job) {
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        return claims.of(job.id()).flatMap(claim -> claims.isFree(claim) ? seated(job, claim) : leaving(job, claim));
    }

    /** The victims are gone: the job starts on its seat, unless something else has happened there. */
    private Optional<Decision> seated(JobRequest job, Claim claim) {
        Decision.Seat seat = claim.seat();
        Optional<Candidate> candidate = candidate(job, seat);
        JobRequest placed = job.as(seat.gang());
        if (candidate.isEmpty()
                || !situation.state().hasRoom(RunningJob.of(
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
        return Optional.of(started(new Decision.Start(job, now, Explanation.NONE)));
    }

    private Optional<Decision> leaving(JobRequest job, Claim claim) {
        OptionalLong leaves = claims.leaveMillis(claim, situation.nowMillis());
        Optional<Candidate> candidate = candidate(job, claim.seat());
        if (leaves.isEmpty() || candidate.isEmpty()) {
            return Optional.empty();
        }
        Eta eta = keep(job, claim.seat(), candidate.get(), leaves.getAsLong());
        return Optional.of(new Decision.Wait(
                job.id(), Refusal.LEAVING, Optional.of(eta), "%d jobs leave for it".formatted(claim.victims().size())));
    }

    private Optional<Candidate> candidate(JobRequest job, Decision.Seat seat) {
        Optional<Pool> pool = claims.pool(seat);
        return memory.classOf(job).candidates().stream()
                .filter(candidate -> pool.isPresent() && candidate.pool().index() == pool.get().index())
                .findFirst();
    }

    private Eta keep(JobRequest job, Decision.Seat seat, Candidate candidate, long startMillis) {
        Reservation reservation = new Reservation(startMillis, claims.places(seat), Eta.Cause.VICTIMS_LEAVE);
        backlog.keep(candidate, reservation, candidate.holdMillis(job.as(seat.gang())));
        return new Eta(startMillis, seat.site(), Eta.Cause.VICTIMS_LEAVE, true);
    }

    /** Decides on one job; says nothing when it merely waits and nobody asked for explanations. */
    private void decide(JobRequest job) {
        // 1. Where could it ever run?
        JobClass kind = memory.classOf(job);
        if (kind.candidates().isEmpty()) {
            decisions.add(never(job, kind.eligibility().never(), Reasons.never(kind.eligibility())));
            return;
        }
        // 2. May its tenant have so much? Is it time?
        Optional<Decision> early = overQuota(job).or(() -> notYet(job, kind));
        if (early.isPresent()) {
            decisions.add(early.get());
            return;
        }
        // 3. Did a job that asked for the same find no room, and is nothing kept for more jobs?
        if (backlog.isFull() && kind.isBlocked(job.as(job.gang().smallest()))) {
            if (options.explained()) {
                decisions.add(waits(job, kind, Optional.empty()));
            }
            return;
        }
        // 4. Where is there room now, at what cost? The best wins.
        Offers.Found found = offers.find(job, kind);
        if (job.times().deadlineMillis().isPresent() && later(job, kind, found)) {
            return;
        }
        if (!found.bestFirst().isEmpty()) {
            decisions.add(start(job, kind, found));
            return;
        }
        // 5. None: who makes room, or when will there be some?
        refuse(job, kind, found);
    }

    private static Decision never(JobRequest job, Refusal reason, String text) {
        return new Decision.Never(job.id(), reason, Optional.empty(), text);
    }

    private Optional<Decision> overQuota(JobRequest job) {
        return quotas.check(
                        job.tenant(),
                        usage.totals()
                                .milli(job.gang().smallest(), usage.totals().charged(job)))
                .map(quota -> quota.reason().isNever()
                        ? never(job, quota.reason(), quota.text())
                        : new Decision.Wait(job.id(), quota.reason(), Optional.empty(), quota.text()));
    }

    private Optional<Decision> notYet(JobRequest job, JobClass kind) {
        if (job.times().notBeforeMillis() <= situation.nowMillis()) {
            return Optional.empty();
        }
        Candidate first = kind.candidates().getFirst();
        Eta eta = new Eta(job.times().notBeforeMillis(), first.pool().site(), Eta.Cause.NOT_BEFORE, false);
        return Optional.of(new Decision.Wait(job.id(), Refusal.NOT_YET, Optional.of(eta), "does not start yet"));
    }

    private static Decision waits(JobRequest job, JobClass kind, Optional<Eta> eta) {
        JobClass.Blocked blocked = kind.blocked();
        return new Decision.Wait(job.id(), blocked.reason(), eta, blocked.text());
    }

    private Decision start(JobRequest job, JobClass kind, Offers.Found found) {
        Explanation explanation = options.explained()
                ? Reasons.explanation(kind.eligibility(), found.bestFirst(), found.rejected())
                : Explanation.NONE;
        return started(new Decision.Start(job, found.bestFirst().getFirst().seat(), explanation));
    }

    private Decision started(Decision.Start start) {
        RunningJob running = RunningJob.of(
                start.request(), start.allocation(), situation.nowMillis(), start.expectedEndMillis());
        situation.state().start(running);
        pricing.started(start);
        quotas.hold(
                start.request().tenant(),
                usage.totals().milli(start.seat().gang(), start.variant().type()));
        return start;
    }

    /** Decides on a job that had better start later than now, or cannot end in time; says whether it did. */
    private boolean later(JobRequest job, JobClass kind, Offers.Found found) {
        if (backlog.isFull()) {
            return false;
        }
        DeadlineSearch search = new DeadlineSearch(future, pricing);
        Optional<DeadlineSearch.Chosen> chosen = search.cheapest(job, kind.candidates());
        if (chosen.isEmpty() && found.bestFirst().isEmpty()) {
            Optional<Long> end = search.earliestEnd(job, kind.candidates());
            decisions.add(new Decision.Never(job.id(), Refusal.DEADLINE, end, Reasons.tooLate(job, end)));
            return true;
        }
        boolean now = chosen.isEmpty()
                || chosen.get().startMillis() <= situation.nowMillis()
                || (!found.bestFirst().isEmpty() && found.bestFirst().getFirst().score() <= chosen.get().score());
        if (!now) {
            decisions.add(planned(job, kind, found, chosen.get()));
        }
        return !now;
    }

    private Decision planned(
            JobRequest job, JobClass kind, Offers.Found found, DeadlineSearch.Chosen chosen) {
        backlog.keep(chosen.candidate(), chosen.reservation(), chosen.holdMillis());
        boolean fitsNow = !found.bestFirst().isEmpty();
        Eta eta = new Eta(
                chosen.startMillis(),
                chosen.candidate().pool().site(),
                fitsNow ? Eta.Cause.CHEAPER_THEN : chosen.reservation().cause(),
                true);
        return fitsNow
                ? new Decision.Wait(
                        job.id(),
                        Refusal.PLANNED,
                        Optional.of(eta),
                        Reasons.cheaperThen(found.bestFirst().getFirst(), chosen, situation.nowMillis()))
                : refusal(job, kind, found, Optional.of(eta));
    }

    private void refuse(JobRequest job, JobClass kind, Offers.Found found) {
        if (backlog.isFull()) {
            if (options.explained()) {
                decisions.add(refusal(job, kind, found, Optional.empty()));
            }
            return;
        }
        List<Candidate> sold = sold(job, found);
        if (sold.isEmpty()) {
            decisions.add(never(job, Refusal.NOT_SOLD, notSold(job, kind)));
        } else if (!makesRoom(job, kind, found, sold)) {
            decisions.add(refusal(job, kind, found, backlog.reserve(job, sold)));
        }
    }

    /** Lets the job go before others, if that is allowed and helps. */
    private boolean makesRoom(JobRequest job, JobClass kind, Offers.Found found, List<Candidate> sold) {
        boolean fragmented = options.may(Measure.CONSOLIDATE)
                && Reasons.closest(found.rejected()).filter(Refusal.FRAGMENTED::equals).isPresent();
        Optional<Eta> otherwise = fragmented ? backlog.earliest(job, sold) : Optional.empty();
        Optional<MakingRoom.Made> made = makingRoom.make(
                new MakingRoom.Asking(job, sold, kind.eligibility(), fragmented, otherwise), options);
        made.ifPresent(room -> {
            decisions.addAll(room.others());
            if (room.victims().isEmpty()) {
                memory.roomGrew();
                decisions.add(started(new Decision.Start(job, room.seat(), room.explanation())));
            } else {
                keep(job, room.seat(), room.candidate(), room.startMillis());
                decisions.add(new Decision.Preempt(
                        job, room.seat(), room.victims(), room.startMillis(), room.explanation()));
            }
        });
        return made.isPresent();
    }

    private List<Candidate> sold(JobRequest job, Offers.Found found) {
        JobRequest largest = job.as(job.gang().largest());
        List<Candidate> sold = new ArrayList<>();
        for (Candidate candidate : found.roomless()) {
            if (pricing.cost(largest, candidate, situation.nowMillis()) instanceof Cost.Priced) {
                sold.add(candidate);
            }
        }
        return sold;
    }

    private static Decision refusal(JobRequest job, JobClass kind, Offers.Found found, Optional<Eta> eta) {
        if (found.rejected().size() == found.roomless().size()) {
            return waits(job, kind, eta);
        }
        String text = Reasons.waiting(found.rejected());
        return Reasons.closest(found.rejected())
                .<Decision>map(reason -> new Decision.Wait(job.id(), reason, eta, text))
                .orElseGet(() -> never(job, Refusal.NOT_SOLD, text));
    }

    private String notSold(JobRequest job, JobClass kind) {
        JobRequest largest = job.as(job.gang().largest());
        List<String> texts = new ArrayList<>();
        for (Candidate candidate : kind.candidates()) {
            if (pricing.cost(largest, candidate, situation.nowMillis()) instanceof Cost.NotSold(String reason)) {
                texts.add(candidate.pool() + ": " + reason);
            }
        }
        return String.join("; ", texts);
    }
}
