package io.xisuan.scheduler.twin;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.fairness.Queue;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.Victim;
import io.xisuan.scheduler.plan.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One cycle, the plain way: each job looks at every pool, every node and every instant. */
final class PlainScheduler {
    /** How far ahead a price is looked for that a job can pay. */
    private static final long PRICES_KNOWN_MILLIS = 31L * 24 * 3_600_000;

    private final PlainWorld world;
    private final Asked asked;
    private final List<PlainPool> pools;
    private final PlainShares shares;
    private final List<RunningJob> running;
    private final PlainRoom room;
    private final PlainPricing pricing;
    private final PlainLater later;
    private final PlainSeats seats;
    private int reservations;
    private int planned;

    /** What a cycle is asked. */
    record Asked(
            List<JobRequest> waiting,
            List<Queue> queues,
            long ageMillis,
            List<Claim> claims,
            Set<PlanOptions.Measure> measures,
            CostModel costs,
            Weights weights,
            int reservations,
            long nowMillis) {}

    private record Offer(
            PlainCandidates.Candidate candidate, Gang gang, List<Spot> spots, long end, Cost.Priced cost, long score) {
        static final Comparator<Offer> BEST_FIRST = Comparator.comparingLong(Offer::score)
                .thenComparingLong(Offer::end)
                .thenComparing(offer -> offer.candidate().pool().site().id())
                .thenComparing(offer -> offer.candidate().pool().type());
    }

    private record Rejected(PlainCandidates.Candidate candidate, Refusal reason) {}

    PlainScheduler(PlainWorld world, Asked asked) {
        this.world = world;
        this.asked = asked;
        this.pools = world.pools(asked.nowMillis());
        this.shares = new PlainShares(world.nodes(), asked.queues(), world.running());
        this.room = new PlainRoom(asked.nowMillis());
        this.running = new ArrayList<>(world.running());
        this.pricing = new PlainPricing(asked.costs(), asked.weights(), asked.nowMillis());
        this.later = new PlainLater(pricing, asked.nowMillis());
        this.seats = new PlainSeats(asked, world, pools, shares, running, pricing);
        this.reservations = asked.reservations();
        this.planned = asked.reservations();
    }

    List<Decision> decisions() {
        List<JobRequest> order = shares.order(asked.waiting(), asked.ageMillis(), asked.nowMillis());
        List<JobRequest> open = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        seats.noteLeaving();
        for (JobRequest job : order) {
            seats.decide(job)
                    .ifPresentOrElse(
                            decision -> decisions.add(decision instanceof Decision.Start start ? started(start) : decision),
                            () -> open.add(job));
        }
        open.forEach(job -> decisions.add(decide(job)));
        return decisions;
    }

    private Optional<Decision> preempt(JobRequest job, List<PlainCandidates.Candidate> sold) {
        PlainVictims victims = new PlainVictims(shares, running, asked.nowMillis());
        Optional<PlainVictims.Found> best = sold.stream()
                .flatMap(each -> victims.find(job, each, room.of(job, each)).stream())
                .min(PlainVictims.Found.LEAST);
        Optional<PlainLater.Start> otherwise = later.earliest(job, sold);
        if (best.isEmpty()
                || (otherwise.isPresent()
                        && otherwise.get().startMillis() <= best.get().startMillis())) {
            return Optional.empty();
        }
        PlainVictims.Found found = best.get();
        PlainCandidates.Candidate candidate = found.candidate();
        JobRequest placed = job.as(job.gang().smallest());
        long end = found.startMillis() + candidate.holdMillis(placed);
        if (end > job.times().deadlineMillis().orElse(Long.MAX_VALUE)
                || !(pricing.cost(placed, candidate, found.startMillis()) instanceof Cost.Priced priced)) {
            return Optional.empty();
        }
        Decision.Seat seat = new Decision.Seat(
                candidate.pool().site().id(),
                candidate.variant(),
                placed.gang(),
                found.workers(),
                candidate.transferMillis(),
                end,
                priced);
        found.victims().forEach(victim -> stop(victim, candidate.pool()));
        seats.keep(job, seat, candidate, found.startMillis());
        return Optional.of(new Decision.Preempt(job, seat, found.victims(), found.startMillis(), Explanation.NONE));
    }

    private void stop(Victim victim, PlainPool pool) {
        RunningJob job = running.stream()
                .filter(each -> each.job().equals(victim.job()))
                .findFirst()
                .orElseThrow();
        RunningJob leaving = job.leavingBy(asked.nowMillis() + Math.max(1, victim.graceMillis()));
        running.set(running.indexOf(job), leaving);
        shares.leave(leaving);
        pool.release(job.job());
        pool.start(leaving, leaving.freesMillis(asked.nowMillis(), 0));
    }

    private Decision decide(JobRequest job) {
        PlainCandidates candidates = new PlainCandidates(job, world.sites(), pools);
        if (candidates.all().isEmpty()) {
            return never(job, candidates.never());
        }
        Optional<Decision> hopeless = hopeless(job, candidates.all());
        if (hopeless.isPresent()) {
            return hopeless.get();
        }
        Optional<Refusal> quota = shares.refusalOf(job);
        if (quota.isPresent()) {
            return quota.get().isNever() ? never(job, quota.get()) : waits(job, quota.get(), Optional.empty());
        }
        return job.times().notBeforeMillis() > asked.nowMillis()
                ? notYet(job, candidates.all())
                : now(job, candidates.all());
    }

    private Optional<Decision> hopeless(JobRequest job, List<PlainCandidates.Candidate> candidates) {
        long start = Math.max(asked.nowMillis(), job.times().notBeforeMillis());
        long end = candidates.stream()
                .mapToLong(each -> start + each.holdMillis(job.as(job.gang().largest())))
                .min()
                .orElseThrow();
        return end > job.times().deadlineMillis().orElse(Long.MAX_VALUE)
                ? Optional.of(new Decision.Never(job.id(), Refusal.DEADLINE, Optional.of(end), ""))
                : Optional.empty();
    }

    private Decision notYet(JobRequest job, List<PlainCandidates.Candidate> candidates) {
        return planned(job, candidates, List.of(), Refusal.NOT_YET)
                .or(() -> missed(job, candidates))
                .orElseGet(() -> waits(
                        job,
                        Refusal.NOT_YET,
                        reservations == 0
                                ? Optional.empty()
                                : later.earliest(job, candidates).map(start -> start.eta(false))));
    }

    private Decision now(JobRequest job, List<PlainCandidates.Candidate> candidates) {
        List<Offer> offers = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        candidates.forEach(candidate -> look(job, candidate, offers, rejected));
        offers.sort(Offer.BEST_FIRST);
        Optional<Decision> planned = planned(
                job, candidates, offers, closest(rejected).orElse(Refusal.PLANNED));
        if (planned.isPresent()) {
            return planned.get();
        }
        return offers.isEmpty() ? refuse(job, candidates, rejected) : start(job, offers);
    }

    /** Of all starts later than now that end in time the one that counts least, if it counts less than the best one now. */
    private Optional<Decision> planned(
            JobRequest job, List<PlainCandidates.Candidate> candidates, List<Offer> offers, Refusal reason) {
        if (job.times().deadlineMillis().isEmpty() || planned == 0) {
            return Optional.empty();
        }
        long from = asked.nowMillis() + (offers.isEmpty() ? 1 : 0);
        Optional<PlainLater.Priced> found = later.cheapest(job, candidates, from)
                .filter(each -> each.start().startMillis() > asked.nowMillis())
                .filter(each -> offers.isEmpty() || each.score() < offers.getFirst().score());
        found.ifPresent(each -> {
            planned--;
            later.keep(each.start());
        });
        return found.map(each -> {
            Eta eta = each.start().eta(true);
            Eta cheaper = new Eta(eta.startMillis(), eta.site(), Eta.Cause.CHEAPER_THEN, true);
            return offers.isEmpty()
                    ? waits(job, reason, Optional.of(eta))
                    : waits(job, Refusal.PLANNED, Optional.of(cheaper));
        });
    }

    private Optional<Decision> missed(JobRequest job, List<PlainCandidates.Candidate> candidates) {
        return job.times().deadlineMillis().isEmpty() || planned == 0
                ? Optional.empty()
                : Optional.of(new Decision.Never(
                        job.id(),
                        Refusal.DEADLINE,
                        later.earliestEnd(job, candidates, asked.nowMillis() + 1),
                        ""));
    }

    private static Optional<Refusal> closest(List<Rejected> rejected) {
        return rejected.stream()
                .map(Rejected::reason)
                .filter(reason -> !reason.isNever())
                .max(Comparator.naturalOrder());
    }

    private static Decision never(JobRequest job, Refusal reason) {
        return new Decision.Never(job.id(), reason, Optional.empty(), "");
    }

    static Decision waits(JobRequest job, Refusal reason, Optional<Eta> eta) {
        return new Decision.Wait(job.id(), reason, eta, "");
    }

    private void look(
            JobRequest job, PlainCandidates.Candidate candidate, List<Offer> offers, List<Rejected> rejected) {
        for (Gang gang : sizes(shares.affordable(job))) {
            Optional<List<Spot>> spots = room.spots(job, candidate, gang);
            if (spots.isPresent()) {
                JobRequest placed = job.as(gang);
                switch (pricing.cost(placed, candidate, asked.nowMillis())) {
                    case Cost.Priced priced -> offer(offer(placed, candidate, spots.get(), priced), job, offers, rejected);
                    case Cost.NotSold no -> rejected.add(new Rejected(candidate, Refusal.NOT_SOLD));
                }
                return;
            }
        }
        rejected.add(new Rejected(candidate, room.reason(job, candidate)));
    }

    /** Returns the gang with each number of workers, the most first. */
    static List<Gang> sizes(Gang gang) {
        Optional<Role> elastic = gang.roles().stream().filter(Role::isElastic).findFirst();
        List<Gang> sizes = new ArrayList<>();
        int most = elastic.map(Role::maxWorkers).orElse(1);
        int least = elastic.map(Role::minWorkers).orElse(1);
        for (int workers = most; workers >= least; workers--) {
            sizes.add(gang.sized(workers));
        }
        return sizes;
    }

    private static void offer(Offer offer, JobRequest job, List<Offer> offers, List<Rejected> rejected) {
        if (offer.end() <= job.times().deadlineMillis().orElse(Long.MAX_VALUE)) {
            offers.add(offer);
        } else {
            rejected.add(new Rejected(offer.candidate(), Refusal.DEADLINE));
        }
    }

    private Offer offer(JobRequest placed, PlainCandidates.Candidate candidate, List<Spot> spots, Cost.Priced cost) {
        long hold = candidate.holdMillis(placed);
        return new Offer(
                candidate,
                placed.gang(),
                spots,
                asked.nowMillis() + hold,
                cost,
                pricing.score(placed, candidate, cost, asked.nowMillis()));
    }

    private Decision start(JobRequest job, List<Offer> offers) {
        Offer first = offers.getFirst();
        Decision.Seat seat = new Decision.Seat(
                first.candidate().pool().site().id(),
                first.candidate().variant(),
                first.gang(),
                Spot.workers(first.gang(), first.spots()),
                first.candidate().transferMillis(),
                first.end(),
                first.cost());
        Optional<Explanation.RunnerUp> second = offers.stream()
                .skip(1)
                .findFirst()
                .map(next -> new Explanation.RunnerUp(
                        next.candidate().pool().site().id(),
                        next.candidate().variant(),
                        next.cost(),
                        Money.ofFen(Math.ceilDiv(next.score() - first.score(), 1000L))));
        return started(new Decision.Start(job, seat, new Explanation(second, List.of())));
    }

    private Decision started(Decision.Start start) {
        RunningJob job =
                RunningJob.of(start.request(), start.allocation(), asked.nowMillis(), start.expectedEndMillis());
        running.add(job);
        pools.stream().filter(pool -> pool.is(job)).forEach(pool -> pool.start(job, job.freesMillis(asked.nowMillis(), 60_000)));
        shares.hold(
                start.request().tenant(), start.variant().type(), start.seat().gang());
        pricing.started(start);
        return start;
    }

    private Decision refuse(
            JobRequest job, List<PlainCandidates.Candidate> candidates, List<Rejected> rejected) {
        List<PlainCandidates.Candidate> sold = rejected.stream()
                .filter(each -> !each.reason().isNever())
                .map(Rejected::candidate)
                .filter(each -> pricing.isSold(job.as(job.gang().largest()), each, asked.nowMillis()))
                .toList();
        Optional<Refusal> reason = closest(rejected);
        if (reservations == 0 && reason.isPresent()) {
            return waits(job, reason.get(), Optional.empty());
        }
        if (reservations > 0 && asked.measures().contains(PlanOptions.Measure.PREEMPT)) {
            Optional<Decision> preempt = preempt(job, sold);
            if (preempt.isPresent()) {
                return preempt.get();
            }
        }
        Optional<Decision> missed = missed(job, candidates);
        if (missed.isPresent() || sold.isEmpty()) {
            return missed.orElseGet(() -> unsold(job, candidates, rejected));
        }
        return waits(job, reason.orElseThrow(), reserve(job, sold));
    }

    /** Nobody sells to it now: a price may come that it can pay. */
    private Decision unsold(
            JobRequest job, List<PlainCandidates.Candidate> candidates, List<Rejected> rejected) {
        if (rejected.stream().anyMatch(each -> each.reason() == Refusal.DEADLINE)) {
            return waits(job, Refusal.NO_CAPACITY, Optional.empty());
        }
        List<Eta> etas = new ArrayList<>();
        for (PlainCandidates.Candidate candidate : candidates) {
            SiteId site = candidate.pool().site().id();
            for (long change : pricing.changes(site, asked.nowMillis(), asked.nowMillis() + PRICES_KNOWN_MILLIS)) {
                if (pricing.isSold(job.as(job.gang().largest()), candidate, change)) {
                    etas.add(new Eta(change, site, Eta.Cause.CHEAPER_THEN, false));
                }
            }
        }
        Optional<Eta> first = etas.stream().min(Comparator.comparingLong(Eta::startMillis));
        return first.isPresent() ? waits(job, Refusal.PLANNED, first) : never(job, Refusal.NOT_SOLD);
    }

    private Optional<Eta> reserve(JobRequest job, List<PlainCandidates.Candidate> sold) {
        Optional<PlainLater.Start> earliest = later.earliest(job, sold);
        earliest.ifPresent(start -> {
            reservations--;
            later.keep(start);
        });
        return earliest.map(start -> start.eta(true));
    }
}
