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
    private static final long PRICES_KNOWN_MILLIS = 31L * 24 * 3_600_000;

    private final PlainWorld world;
    private final Asked asked;
    private final List<PlainPool> pools;
    private final PlainShares shares;
    private final List<RunningJob> running;
    private final PlainRoom room;
    private final PlainBacklog backlog;
    private CostModel costs;
    private int reservations;

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
            PlainCandidates.Candidate candidate, Gang gang, List<Spot> spots, long end, Cost.Priced cost, long score) {}

    private record Rejected(PlainCandidates.Candidate candidate, Refusal reason) {}

    PlainScheduler(PlainWorld world, Asked asked) {
        this.world = world;
        this.asked = asked;
        this.pools = world.pools(asked.nowMillis());
        this.shares = new PlainShares(world.nodes(), asked.queues(), world.running());
        this.room = new PlainRoom(asked.nowMillis());
        this.backlog = new PlainBacklog(asked.nowMillis());
        this.running = new ArrayList<>(world.running());
        this.costs = asked.costs();
        this.reservations = asked.reservations();
    }

    List<Decision> decisions() {
        List<JobRequest> order = shares.order(asked.waiting(), asked.ageMillis(), asked.nowMillis());
        List<JobRequest> open = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        for (JobRequest job : order) {
            claimed(job).ifPresentOrElse(decisions::add, () -> open.add(job));
        }
        open.forEach(job -> decisions.add(decide(job)));
        return decisions;
    }

    private Optional<Decision> claimed(JobRequest job) {
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
        if (candidate.isEmpty()) {
            return Optional.empty();
        }
        return victims.isEmpty() ? seated(job, seat, candidate.get()) : leaving(job, seat, candidate.get(), victims);
    }

    private Optional<Decision> seated(JobRequest job, Decision.Seat seat, PlainCandidates.Candidate candidate) {
        PlainPool pool = candidate.pool();
        JobRequest placed = job.as(seat.gang());
        Cost cost = cost(placed, candidate, asked.nowMillis());
        if (seat.gang().devices() > pool.sellable()
                || shares.refusal(
                                job.tenant(),
                                shares.milli(seat.gang(), seat.variant().type()))
                        .isPresent()
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
        return Optional.of(started(new Decision.Start(job, now, Explanation.NONE), candidate));
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
        return Optional.of(waits(job, Refusal.LEAVING, Optional.of(eta)));
    }

    private void keep(JobRequest job, Decision.Seat seat, PlainCandidates.Candidate candidate, long start) {
        shares.hold(job.tenant(), seat.variant().type(), seat.gang());
        new PlainFuture(candidate.pool(), asked.nowMillis())
                .reserve(
                        seat.gang(),
                        new PlainFuture.Found(start, candidate.pool().spots(seat)),
                        candidate.holdMillis(job.as(seat.gang())));
    }

    private Optional<Decision> preempt(JobRequest job, List<PlainCandidates.Candidate> sold) {
        PlainVictims victims = new PlainVictims(shares, running, asked.nowMillis());
        Optional<PlainVictims.Found> best = sold.stream()
                .flatMap(each -> victims.find(job, each, room.of(job, each)).stream())
                .min(PlainVictims.Found.LEAST);
        if (best.isEmpty()) {
            return Optional.empty();
        }
        PlainVictims.Found found = best.get();
        if (backlog.earliest(job, sold)
                .filter(later -> later.found().startMillis() <= found.startMillis())
                .isPresent()) {
            return Optional.empty();
        }
        PlainCandidates.Candidate candidate = found.candidate();
        JobRequest placed = job.as(job.gang().smallest());
        if (!(cost(placed, candidate, found.startMillis()) instanceof Cost.Priced priced)) {
            return Optional.empty();
        }
        Decision.Seat seat = new Decision.Seat(
                candidate.pool().site().id(),
                candidate.variant(),
                placed.gang(),
                found.workers(),
                candidate.transferMillis(),
                found.startMillis() + candidate.holdMillis(placed),
                priced);
        found.victims().forEach(victim -> stop(victim, candidate.pool()));
        keep(job, seat, candidate, found.startMillis());
        return Optional.of(new Decision.Preempt(job, seat, found.victims(), found.startMillis(), Explanation.NONE));
    }

    private void stop(Victim victim, PlainPool pool) {
        RunningJob job = running.stream()
                .filter(each -> each.job().equals(victim.job()))
                .findFirst()
                .orElseThrow();
        RunningJob leaving = job.leavingBy(asked.nowMillis() + Math.max(1, victim.graceMillis()));
        running.set(running.indexOf(job), leaving);
        shares.leave(job.request().tenant(), pool.type(), job.allocation().gang());
        pool.release(job.job());
        pool.start(leaving, leaving.freesMillis(asked.nowMillis(), 0));
    }

    private Decision decide(JobRequest job) {
        PlainCandidates candidates = new PlainCandidates(job, world.sites(), pools);
        if (candidates.all().isEmpty()) {
            return never(job, candidates.never());
        }
        Optional<Refusal> quota = shares.refusal(job);
        if (quota.isPresent()) {
            shares.speakFor(job);
            return quota.get().isNever() ? never(job, quota.get()) : waits(job, quota.get(), Optional.empty());
        }
        if (job.times().notBeforeMillis() > asked.nowMillis()) {
            Optional<Eta> eta = reservations > 0
                    ? backlog.earliest(job, candidates.all()).map(later -> later.eta(false))
                    : Optional.empty();
            return waits(job, Refusal.NOT_YET, eta);
        }
        List<Offer> offers = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        candidates.all().forEach(candidate -> look(job, candidate, offers, rejected));
        return offers.isEmpty() ? refuse(job, candidates.all(), rejected) : start(job, offers);
    }

    private static Decision never(JobRequest job, Refusal reason) {
        return new Decision.Never(job.id(), reason, Optional.empty(), "");
    }

    private static Decision waits(JobRequest job, Refusal reason, Optional<Eta> eta) {
        return new Decision.Wait(job.id(), reason, eta, "");
    }

    private void look(
            JobRequest job, PlainCandidates.Candidate candidate, List<Offer> offers, List<Rejected> rejected) {
        for (Gang gang : sizes(shares.affordable(job))) {
            Optional<List<Spot>> spots = room.spots(job, candidate, gang);
            if (spots.isPresent()) {
                JobRequest placed = job.as(gang);
                switch (cost(placed, candidate, asked.nowMillis())) {
                    case Cost.Priced priced -> offers.add(offer(placed, candidate, spots.get(), priced));
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

    private Cost cost(JobRequest placed, PlainCandidates.Candidate candidate, long start) {
        JobRequest loaded = placed.loading(candidate.variant(), candidate.transferMillis());
        Cost cost = costs.cost(loaded, candidate.pool().site().id(), candidate.variant(), start);
        boolean passes = cost instanceof Cost.Priced priced
                && placed.budget()
                        .map(most -> priced.payableNow()
                                        .plus(candidate.transferPrice())
                                        .compareTo(most)
                                > 0)
                        .orElse(false);
        return passes ? new Cost.NotSold("") : cost;
    }

    private Offer offer(JobRequest placed, PlainCandidates.Candidate candidate, List<Spot> spots, Cost.Priced cost) {
        long hold = candidate.holdMillis(placed);
        return new Offer(
                candidate,
                placed.gang(),
                spots,
                asked.nowMillis() + hold,
                cost,
                score(placed, candidate, cost, asked.nowMillis()));
    }

    private long score(JobRequest placed, PlainCandidates.Candidate candidate, Cost.Priced cost, long start) {
        Weights weights = asked.weights();
        long hold = candidate.holdMillis(placed);
        long devices = placed.gang().devicesTouched();
        long grams = candidate
                .pool()
                .site()
                .facility()
                .carbonGrams(devices * hold, candidate.pool().type().watts());
        return cost.ranking().fen() * weights.costPerMille()
                + weights.carbonPerKg().fen() * grams
                + candidate.transferPrice().fen() * weights.transferPerMille()
                + weights.waitPerDeviceHour().fen() * (devices * (start - asked.nowMillis() + hold) / 3_600);
    }

    private Decision start(JobRequest job, List<Offer> offers) {
        List<Offer> best = offers.stream()
                .sorted(Comparator.comparingLong(Offer::score)
                        .thenComparingLong(Offer::end)
                        .thenComparing(offer -> offer.candidate().pool().site().id())
                        .thenComparing(offer -> offer.candidate().pool().type()))
                .toList();
        Offer first = best.getFirst();
        Decision.Seat seat = new Decision.Seat(
                first.candidate().pool().site().id(),
                first.candidate().variant(),
                first.gang(),
                Spot.workers(first.gang(), first.spots()),
                first.candidate().transferMillis(),
                first.end(),
                first.cost());
        Optional<Explanation.RunnerUp> second = best.stream()
                .skip(1)
                .findFirst()
                .map(next -> new Explanation.RunnerUp(
                        next.candidate().pool().site().id(),
                        next.candidate().variant(),
                        next.cost(),
                        Money.ofFen(Math.ceilDiv(next.score() - first.score(), 1000L))));
        return started(new Decision.Start(job, seat, new Explanation(second, List.of())), first.candidate());
    }

    private Decision started(Decision.Start start, PlainCandidates.Candidate candidate) {
        RunningJob job =
                RunningJob.of(start.request(), start.allocation(), asked.nowMillis(), start.expectedEndMillis());
        running.add(job);
        candidate.pool().start(job, job.freesMillis(asked.nowMillis(), 60_000));
        shares.hold(
                start.request().tenant(), start.variant().type(), start.seat().gang());
        costs = costs.started(start);
        return start;
    }

    private Decision refuse(JobRequest job, List<PlainCandidates.Candidate> candidates, List<Rejected> rejected) {
        List<PlainCandidates.Candidate> roomless = rejected.stream()
                .filter(each -> each.reason() != Refusal.NOT_SOLD)
                .map(Rejected::candidate)
                .toList();
        List<PlainCandidates.Candidate> sold = roomless.stream()
                .filter(each -> cost(job.as(job.gang().largest()), each, asked.nowMillis()) instanceof Cost.Priced)
                .toList();
        if (reservations > 0 && sold.isEmpty()) {
            return soldLater(job, candidates).orElseGet(() -> never(job, Refusal.NOT_SOLD));
        }
        if (roomless.isEmpty()) {
            return never(job, Refusal.NOT_SOLD);
        }
        if (reservations > 0 && asked.measures().contains(PlanOptions.Measure.PREEMPT)) {
            Optional<Decision> preempt = preempt(job, sold);
            if (preempt.isPresent()) {
                return preempt.get();
            }
        }
        Refusal reason = rejected.stream()
                .map(Rejected::reason)
                .filter(each -> each != Refusal.NOT_SOLD)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return waits(job, reason, reservations > 0 ? reserve(job, sold) : Optional.empty());
    }

    private Optional<Eta> reserve(JobRequest job, List<PlainCandidates.Candidate> sold) {
        Optional<PlainBacklog.Later> earliest = backlog.earliest(job, sold);
        earliest.ifPresent(later -> {
            reservations--;
            backlog.keep(job, later);
        });
        return earliest.map(later -> later.eta(true));
    }

    /** Returns the wait for a price that is known to come and that the job can pay. */
    private Optional<Decision> soldLater(JobRequest job, List<PlainCandidates.Candidate> candidates) {
        JobRequest largest = job.as(job.gang().largest());
        Optional<Eta> first = Optional.empty();
        for (PlainCandidates.Candidate each : candidates) {
            SiteId site = each.pool().site().id();
            for (long at : costs.priceChanges(site, asked.nowMillis(), asked.nowMillis() + PRICES_KNOWN_MILLIS)) {
                boolean earlier = first.map(eta -> at < eta.startMillis()).orElse(true);
                if (earlier && cost(largest, each, at) instanceof Cost.Priced) {
                    first = Optional.of(new Eta(at, site, Eta.Cause.CHEAPER_THEN, false));
                }
            }
        }
        return first.map(eta -> waits(job, Refusal.PLANNED, Optional.of(eta)));
    }
}
