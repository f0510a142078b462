package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.reservation.Future;
import java.util.List;
import java.util.Optional;

/** What a deadline makes of a job: whether it can be met, and whether a later start is the better one. */
final class Deadlines {
    private final Backlog backlog;
    private final DeadlineSearch search;
    private final long nowMillis;
    /** A search looks at many instants of many pools: jobs beyond so many a cycle are decided on as if only now counted. */
    private int searchesLeft = 256;

    Deadlines(Future future, Backlog backlog, Pricing pricing) {
        this.backlog = backlog;
        this.search = new DeadlineSearch(future, pricing);
        this.nowMillis = future.nowMillis();
    }

    /** Returns the refusal of a job that would end too late wherever there is nobody else. */
    Optional<Decision> hopeless(JobRequest job, List<Candidate> candidates) {
        if (job.times().deadlineMillis().isEmpty()) {
            return Optional.empty();
        }
        JobRequest largest = job.as(job.gang().largest());
        long start = Math.max(nowMillis, job.times().notBeforeMillis());
        long shortest = candidates.stream()
                .mapToLong(candidate -> candidate.holdMillis(largest))
                .min()
                .orElseThrow();
        long end = start > Long.MAX_VALUE - shortest ? Long.MAX_VALUE : start + shortest;
        return end <= job.times().deadlineMillis().getAsLong()
                ? Optional.empty()
                : Optional.of(tooLate(job, Optional.of(end)));
    }

    /**
     * Returns the start to wait for when it is better than the best that there is now, and keeps its places; empty when now is
     * better, or when no start that is known meets the deadline.
     *
     * @param bestNow empty when the job cannot start now
     * @param otherwise why it cannot, for a job that cannot
     */
    Optional<Decision> later(JobRequest job, List<Candidate> candidates, Optional<Offer> bestNow, Waiting otherwise) {
        if (job.times().deadlineMillis().isEmpty() || backlog.isFullOfPlanned() || searchesLeft == 0) {
            return Optional.empty();
        }
        searchesLeft--;
        // What fits now by the places that are there is asked for already: a guess that it does is not to be trusted.
        return search.cheapest(job, candidates, nowMillis + (bestNow.isPresent() ? 0 : 1))
                .filter(chosen -> chosen.startMillis() > nowMillis)
                .filter(chosen ->
                        bestNow.isEmpty() || chosen.score() < bestNow.get().score())
                .map(chosen -> planned(job, chosen, bestNow, otherwise));
    }

    /** Why a job waits. */
    record Waiting(Refusal reason, String text) {}

    private Decision planned(JobRequest job, DeadlineSearch.Chosen chosen, Optional<Offer> bestNow, Waiting otherwise) {
        backlog.keepPlanned(chosen.candidate(), chosen.reservation(), chosen.holdMillis());
        Eta eta = new Eta(
                chosen.startMillis(),
                chosen.candidate().pool().site(),
                bestNow.isPresent()
                        ? Eta.Cause.CHEAPER_THEN
                        : chosen.reservation().cause(),
                true);
        return bestNow.<Decision>map(offer -> new Decision.Wait(
                        job.id(), Refusal.PLANNED, Optional.of(eta), Reasons.cheaperThen(offer, chosen, nowMillis)))
                .orElseGet(() -> new Decision.Wait(job.id(), otherwise.reason(), Optional.of(eta), otherwise.text()));
    }

    /** Returns the refusal of a job with a deadline that no start which is known meets. */
    Optional<Decision> missed(JobRequest job, List<Candidate> candidates) {
        return job.times().deadlineMillis().isEmpty() || backlog.isFullOfPlanned() || searchesLeft == 0
                ? Optional.empty()
                : Optional.of(tooLate(job, search.earliestEnd(job, candidates, nowMillis + 1)));
    }

    private static Decision tooLate(JobRequest job, Optional<Long> endMillis) {
        return new Decision.Never(job.id(), Refusal.DEADLINE, endMillis, Reasons.tooLate(job, endMillis));
    }
}
