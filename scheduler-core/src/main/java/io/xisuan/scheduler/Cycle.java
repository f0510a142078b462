package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.fairness.DeviceTotals;
import io.xisuan.scheduler.fairness.FairOrder;
import io.xisuan.scheduler.fairness.Fairness;
import io.xisuan.scheduler.fairness.QuotaLedger;
import io.xisuan.scheduler.fairness.QuotaShort;
import io.xisuan.scheduler.fairness.Usage;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.preemption.Grounds;
import io.xisuan.scheduler.reservation.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One cycle's decisions, each taken with what the ones before it left. */
final class Cycle {
    private final Scheduler.Situation situation;
    private final PlanOptions options;
    private final SchedulerMemory memory;
    private final Offers offers;
    private final Backlog backlog;
    private final Pricing pricing;
    private final Usage usage;
    private final QuotaLedger quotas;
    private final Sellers sellers;
    private final Seats seats;
    private final Deadlines deadlines;
    private final MakingRoom makingRoom;
    private final List<Decision> decisions = new ArrayList<>();
    /** The limits that jobs wait for; looked up only. */
    private final Map<JobId, QuotaShort> shortOf = new HashMap<>();

    Cycle(Scheduler.Situation situation, PlanOptions options, SchedulerMemory memory) {
        this.situation = situation;
        this.options = options;
        this.memory = memory;
        Future future = new Future(situation.state(), situation.nowMillis());
        this.pricing = new Pricing(situation.costs(), options.weights(), situation.nowMillis());
        this.offers = new Offers(new Room(future, memory.placement()), pricing, options.explained());
        this.usage = Usage.of(situation.state());
        this.quotas = new QuotaLedger(situation.tenancy().queues(), usage);
        this.backlog = new Backlog(future, options.reservations());
        this.sellers = new Sellers(pricing, situation.nowMillis());
        this.seats = new Seats(situation, memory, backlog, pricing, quotas, usage.totals());
        this.deadlines = new Deadlines(future, backlog, pricing);
        Grounds grounds =
                new Grounds(situation.state(), memory.placement(), quotas, usage.totals(), situation.nowMillis());
        this.makingRoom = new MakingRoom(grounds, future, pricing);
    }

    /** Returns what is decided on each job, in the order in which it was. */
    List<Decision> decisions() {
        // 1. Who comes first?
        List<JobRequest> ordered = once(ordered());
        memory.enter(ordered.subList(0, Math.min(ordered.size(), options.considered())));
        // 2. Seats for which others leave are kept, or taken.
        List<JobRequest> open = withoutSeats(ordered);
        List<JobRequest> considered = open.subList(0, Math.min(open.size(), options.considered()));
        // 3. One job after the other, each with what those before it left.
        considered.forEach(this::decide);
        // 4. Whoever was not looked at is told so.
        if (options.explained()) {
            open.subList(considered.size(), open.size()).forEach(job -> decisions.add(notConsidered(job)));
        }
        // 5. What nobody waits for goes to jobs that can use more.
        if (options.may(Measure.RESIZE)) {
            decisions.addAll(makingRoom.grow(quietPools(ordered)));
        }
        // 6. Whoever waits is told until when.
        return options.may(Measure.FORECAST) ? withEtas(ordered) : decisions;
    }

    /** Leaves out jobs that are told twice, or that run already. */
    private List<JobRequest> once(List<JobRequest> ordered) {
        Set<JobId> seen = new HashSet<>();
        List<JobRequest> waiting = new ArrayList<>(ordered.size());
        for (JobRequest job : ordered) {
            if (seen.add(job.id()) && situation.state().running(job.id()).isEmpty()) {
                waiting.add(job);
            }
        }
        return waiting;
    }

    /** Decides on the jobs that have a seat, and returns the others. */
    private List<JobRequest> withoutSeats(List<JobRequest> ordered) {
        if (seats.isEmpty()) {
            return ordered;
        }
        seats.keepMoving();
        seats.noteLeaving();
        List<JobRequest> open = new ArrayList<>(ordered.size());
        for (JobRequest job : ordered) {
            Optional<Decision> seated = seats.decide(job);
            seated.ifPresentOrElse(
                    decision -> decisions.add(decision instanceof Decision.Start start ? started(start) : decision),
                    () -> open.add(job));
        }
        return open;
    }

    /** Returns the pools where no waiting job could run. */
    private List<Pool> quietPools(List<JobRequest> considered) {
        Set<Integer> wanted = new TreeSet<>();
        Set<JobId> waiting = waiting();
        for (JobRequest job : considered) {
            if (waiting.contains(job.id())) {
                memory.classOf(job)
                        .candidates()
                        .forEach(candidate -> wanted.add(candidate.pool().index()));
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

    /** Returns the decisions with a time for each that has none that is firm. */
    private List<Decision> withEtas(List<JobRequest> considered) {
        Set<JobId> waiting = waiting();
        List<JobRequest> line =
                considered.stream().filter(job -> waiting.contains(job.id())).toList();
        SortedMap<JobId, Eta> etas = Etas.of(situation.state(), memory, line, situation.nowMillis());
        QuotaEtas limits =
                new QuotaEtas(situation.state(), situation.tenancy().queues(), usage.totals(), situation.nowMillis());
        return decisions.stream()
                .map(decision -> withEta(decision, etas, limits))
                .toList();
    }

    private Decision withEta(Decision decision, SortedMap<JobId, Eta> etas, QuotaEtas limits) {
        if (!(decision instanceof Decision.Wait wait)
                || wait.eta().filter(Eta::firm).isPresent()) {
            return decision;
        }
        Optional<Eta> places = Optional.ofNullable(etas.get(wait.job()));
        QuotaShort quota = shortOf.get(wait.job());
        Optional<Eta> eta = quota == null ? places : limits.eta(quota, places);
        return new Decision.Wait(wait.job(), wait.reason(), eta, wait.text());
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

    /** Decides on one job; says nothing when it merely waits and nobody asked for explanations. */
    private void decide(JobRequest job) {
        // 1. Could it ever run, and end in time?
        JobClass kind = memory.classOf(job);
        Optional<Decision> never = never(job, kind);
        if (never.isPresent()) {
            decisions.add(never.get());
            return;
        }
        // 2. May its tenant have so much? Is it time?
        Optional<Decision> early = overQuota(job).or(() -> notYet(job, kind));
        if (early.isPresent()) {
            decisions.add(early.get());
            return;
        }
        // 3. Did a job that asked for the same find no room, and is nothing kept for more jobs?
        if (backlog.isFull()
                && job.times().deadlineMillis().isEmpty()
                && kind.isBlocked(job.as(job.gang().smallest()))) {
            if (options.explained()) {
                decisions.add(waits(job, kind, Optional.empty()));
            }
            return;
        }
        // 4. Where is there room now, at what cost, and is it better later? The best wins.
        Offers.Found found = offers.find(job, affordable(job), kind);
        Optional<Decision> later = later(job, kind, found);
        if (later.isPresent()) {
            decisions.add(later.get());
        } else if (found.best().isPresent()) {
            decisions.add(start(job, kind, found));
        } else {
            // 5. None: who makes room, or when will there be some?
            refuse(job, kind, found);
        }
    }

    private Optional<Decision> never(JobRequest job, JobClass kind) {
        return kind.candidates().isEmpty()
                ? Optional.of(never(job, kind.eligibility().never(), Reasons.never(kind.eligibility())))
                : deadlines.hopeless(job, kind.candidates());
    }

    private static Decision never(JobRequest job, Refusal reason, String text) {
        return new Decision.Never(job.id(), reason, Optional.empty(), text);
    }

    /** A job that waits for a limit keeps those behind it from taking what comes free of it, so that it does not starve. */
    private Optional<Decision> overQuota(JobRequest job) {
        DeviceTotals totals = usage.totals();
        Optional<QuotaShort> quota =
                quotas.check(job.tenant(), totals.milli(job.gang().smallest(), totals.charged(job)));
        quota.filter(found -> !found.reason().isNever()).ifPresent(found -> {
            quotas.speakFor(found);
            shortOf.put(job.id(), found);
        });
        return quota.map(found -> found.reason().isNever()
                ? never(job, found.reason(), found.text())
                : new Decision.Wait(job.id(), found.reason(), Optional.empty(), found.text()));
    }

    /** Returns the gang with no more workers than its tenant's limits leave it. */
    private Gang affordable(JobRequest job) {
        long room = job.gang().isElastic() ? quotas.roomMilli(job.tenant()) : Long.MAX_VALUE;
        if (room == Long.MAX_VALUE) {
            return job.gang();
        }
        DeviceTotals totals = usage.totals();
        Role elastic =
                job.gang().roles().stream().filter(Role::isElastic).findFirst().orElseThrow();
        long each = totals.milli(Gang.of(1, elastic.shape()), totals.charged(job));
        long spare = Math.max(0, room - totals.milli(job.gang().smallest(), totals.charged(job)));
        long most = each == 0 ? elastic.maxWorkers() : elastic.minWorkers() + spare / each;
        return job.gang().upTo((int) Math.min(elastic.maxWorkers(), most));
    }

    /** A job that starts later has its places kept already when it has a deadline. */
    private Optional<Decision> notYet(JobRequest job, JobClass kind) {
        if (job.times().notBeforeMillis() <= situation.nowMillis()) {
            return Optional.empty();
        }
        Deadlines.Waiting waiting = new Deadlines.Waiting(Refusal.NOT_YET, "does not start yet");
        return deadlines
                .later(job, kind.candidates(), Optional.empty(), waiting)
                .or(() -> deadlines.missed(job, kind.candidates()))
                .or(() -> Optional.of(
                        new Decision.Wait(job.id(), waiting.reason(), notYetEta(job, kind), waiting.text())));
    }

    /** Returns when it could start as things stand; nothing is kept for it. */
    private Optional<Eta> notYetEta(JobRequest job, JobClass kind) {
        return backlog.isFull()
                ? Optional.empty()
                : backlog.earliest(job, kind.candidates())
                        .map(eta -> new Eta(eta.startMillis(), eta.site(), eta.cause(), false));
    }

    private Optional<Decision> later(JobRequest job, JobClass kind, Offers.Found found) {
        if (job.times().deadlineMillis().isEmpty()) {
            return Optional.empty();
        }
        Deadlines.Waiting waiting = new Deadlines.Waiting(
                Reasons.closest(found.rejected()).orElse(Refusal.PLANNED), Reasons.waiting(found.rejected()));
        return deadlines.later(job, kind.candidates(), found.best(), waiting);
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
        RunningJob running =
                RunningJob.of(start.request(), start.allocation(), situation.nowMillis(), start.expectedEndMillis());
        situation.state().start(running);
        pricing.started(start);
        quotas.hold(
                start.request().tenant(),
                usage.totals().milli(start.seat().gang(), start.variant().type()));
        return start;
    }

    private void refuse(JobRequest job, JobClass kind, Offers.Found found) {
        if (backlog.isFull() && !found.roomless().isEmpty()) {
            if (options.explained()) {
                decisions.add(refusal(job, kind, found, Optional.empty()));
            }
            return;
        }
        List<Candidate> sold = sellers.sold(job, found);
        if (!sold.isEmpty() && makesRoom(job, kind, found, sold)) {
            return;
        }
        Optional<Decision> missed = deadlines.missed(job, kind.candidates());
        if (missed.isPresent()) {
            decisions.add(missed.get());
        } else if (sold.isEmpty()) {
            decisions.add(unsold(job, kind, found));
        } else {
            decisions.add(refusal(job, kind, found, backlog.reserve(job, sold)));
        }
    }

    /** Nobody sells to the job now: a price may come that it can pay, or faster devices that let it end in time. */
    private Decision unsold(JobRequest job, JobClass kind, Offers.Found found) {
        if (found.isTooLate()) {
            return new Decision.Wait(
                    job.id(), Refusal.NO_CAPACITY, Optional.empty(), Reasons.waiting(found.rejected()));
        }
        return sellers.later(job, kind).orElseGet(() -> never(job, Refusal.NOT_SOLD, sellers.notSold(job, kind)));
    }

    /** Lets the job go before others, if that is allowed and helps. */
    private boolean makesRoom(JobRequest job, JobClass kind, Offers.Found found, List<Candidate> sold) {
        if (options.measures().isEmpty()) {
            return false;
        }
        boolean fragmented = Reasons.closest(found.rejected())
                .filter(Refusal.FRAGMENTED::equals)
                .isPresent();
        Optional<Eta> otherwise = backlog.earliest(job, sold);
        Optional<MakingRoom.Made> made =
                makingRoom.make(new MakingRoom.Asking(job, sold, kind.eligibility(), fragmented, otherwise), options);
        made.ifPresent(room -> {
            decisions.addAll(room.others());
            backlog.roomGrew();
            if (room.victims().isEmpty()) {
                memory.roomGrew();
                decisions.add(started(new Decision.Start(job, room.seat(), room.explanation())));
            } else {
                room.others().stream()
                        .flatMap(other -> other instanceof Decision.Move move ? Stream.of(move) : Stream.of())
                        .forEach(seats::keepFor);
                seats.keepFor(job, room.seat(), room.candidate(), room.startMillis());
                decisions.add(
                        new Decision.Preempt(job, room.seat(), room.victims(), room.startMillis(), room.explanation()));
            }
        });
        return made.isPresent();
    }

    private static Decision refusal(JobRequest job, JobClass kind, Offers.Found found, Optional<Eta> eta) {
        if (found.rejected().size() == found.roomless().size()) {
            return waits(job, kind, eta);
        }
        return new Decision.Wait(
                job.id(), Reasons.closest(found.rejected()).orElseThrow(), eta, Reasons.waiting(found.rejected()));
    }
}
