package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.SiteVerdict.Kind;
import io.xisuan.scheduler.reservation.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One cycle's decisions, each taken with what the ones before it left. */
final class Cycle {
    private final Scheduler.Situation situation;
    private final PlanOptions options;
    private final Sites sites;
    private final Future future;
    private final Room room;
    private final Backlog backlog;
    private CostModel costs;

    Cycle(Scheduler.Situation situation, PlanOptions options) {
        this.situation = situation;
        this.options = options;
        this.sites = new Sites(situation.state());
        this.future = new Future(situation.state(), situation.nowMillis());
        this.room = new Room(future);
        this.backlog = new Backlog(future, options.reservations());
        this.costs = situation.costs();
    }

    /** Decides on one job; empty when it merely waits and nobody asked for explanations. */
    Optional<Decision> decide(JobRequest job) {
        // 1. Where could it ever run?
        Eligibility eligibility = sites.eligibility(job);
        if (eligibility.candidates().isEmpty()) {
            return Optional.of(new Decision.Never(job.id(), eligibility.never(), Optional.empty(), Reasons.never(eligibility)));
        }
        // 2. Where is there room now, at what cost?
        List<Offer> offers = new ArrayList<>();
        List<Reasons.Rejected> rejected = new ArrayList<>();
        for (Candidate candidate : eligibility.candidates()) {
            offer(job, candidate, rejected).ifPresent(offers::add);
        }
        // 3. The best of them wins.
        if (!offers.isEmpty()) {
            offers.sort(Offer.BEST_FIRST);
            return Optional.of(start(job, offers, explanation(eligibility, offers, rejected)));
        }
        // 4. None: when will there be room?
        return refuse(job, rejected);
    }

    private Optional<Offer> offer(JobRequest job, Candidate candidate, List<Reasons.Rejected> rejected) {
        long runtimeMillis = job.runtimeMillis(candidate.variant());
        Optional<Places> places = room.places(candidate.pool(), job.gang(), runtimeMillis);
        if (places.isEmpty()) {
            Shortage shortage = room.shortage(candidate.pool(), job.gang());
            Kind kind = shortage.reason() == Refusal.RESERVED ? Kind.RESERVED : Kind.NO_CAPACITY;
            rejected.add(new Reasons.Rejected(candidate, kind, shortage.text()));
            return Optional.empty();
        }
        return switch (cost(job, candidate)) {
            case Cost.Priced priced ->
                Optional.of(new Offer(candidate, places.get(), situation.nowMillis() + runtimeMillis, priced));
            case Cost.NotSold(String reason) -> {
                rejected.add(new Reasons.Rejected(candidate, Kind.NOT_SOLD, candidate.pool() + ": " + reason));
                yield Optional.empty();
            }
        };
    }

    private Explanation explanation(Eligibility eligibility, List<Offer> bestFirst, List<Reasons.Rejected> rejected) {
        return options.explained() ? Reasons.explanation(eligibility, bestFirst, rejected) : Explanation.NONE;
    }

    private Decision start(JobRequest job, List<Offer> bestFirst, Explanation explanation) {
        Offer chosen = bestFirst.getFirst();
        Candidate candidate = chosen.candidate();
        Decision.Start start = new Decision.Start(
                job,
                new Decision.Seat(
                        candidate.pool().site(),
                        candidate.variant(),
                        chosen.places().gang(),
                        chosen.places().workers(candidate.pool()),
                        chosen.endMillis(),
                        chosen.cost()),
                explanation);
        RunningJob running =
                RunningJob.of(job, start.allocation(), situation.nowMillis(), chosen.endMillis());
        situation.state().start(running);
        future.started(candidate.pool(), running);
        costs = costs.started(start);
        return start;
    }

    private Optional<Decision> refuse(JobRequest job, List<Reasons.Rejected> rejected) {
        if (backlog.isFull()) {
            return options.explained() ? Optional.of(refusal(job, rejected, Optional.empty())) : Optional.empty();
        }
        List<Candidate> sold = new ArrayList<>();
        for (Reasons.Rejected place : rejected) {
            if (place.kind() != Kind.NOT_SOLD && cost(job, place.candidate()) instanceof Cost.Priced) {
                sold.add(place.candidate());
            }
        }
        if (sold.isEmpty()) {
            return Optional.of(new Decision.Never(job.id(), Refusal.NOT_SOLD, Optional.empty(), notSold(job, rejected)));
        }
        return Optional.of(refusal(job, rejected, backlog.reserve(job, sold)));
    }

    private Decision refusal(JobRequest job, List<Reasons.Rejected> rejected, Optional<Eta> eta) {
        Optional<Refusal> reason = rejected.stream()
                .filter(place -> place.kind() != Kind.NOT_SOLD)
                .map(place ->
                        room.shortage(place.candidate().pool(), job.gang()).reason())
                .max(Comparator.naturalOrder());
        return reason.<Decision>map(
                        refusal -> new Decision.Wait(job.id(), refusal, eta, Reasons.waiting(rejected)))
                .orElseGet(() -> new Decision.Never(job.id(), Refusal.NOT_SOLD, Optional.empty(), Reasons.waiting(rejected)));
    }

    private String notSold(JobRequest job, List<Reasons.Rejected> rejected) {
        List<String> texts = new ArrayList<>();
        for (Reasons.Rejected place : rejected) {
            if (cost(job, place.candidate()) instanceof Cost.NotSold(String reason)) {
                texts.add(place.candidate().pool() + ": " + reason);
            }
        }
        return String.join("; ", texts);
    }

    private Cost cost(JobRequest job, Candidate candidate) {
        return costs.cost(job, candidate.pool().site(), candidate.variant(), situation.nowMillis());
    }
}
