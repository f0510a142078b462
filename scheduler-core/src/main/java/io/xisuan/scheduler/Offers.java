package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.SiteVerdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a job could start now, best first, and why it could not elsewhere. */
final class Offers {
    private final Room room;
    /** How many refusals of a cycle are told with a count of their nodes: each looks at all nodes of a pool. */
    private static final int COUNTED = 256;

    private final Pricing pricing;
    private int countsLeft;

    Offers(Room room, Pricing pricing, boolean explained) {
        this.room = room;
        this.pricing = pricing;
        this.countsLeft = explained ? COUNTED : 0;
    }

    /** What the candidates of a job say. */
    record Found(List<Offer> bestFirst, List<Reasons.Rejected> rejected) {
        Optional<Offer> best() {
            return bestFirst.isEmpty() ? Optional.empty() : Optional.of(bestFirst.getFirst());
        }

        /** Says whether a place that fits now is too slow for the job's deadline. */
        boolean isTooLate() {
            return rejected.stream().anyMatch(place -> place.kind() == Kind.TOO_LATE);
        }

        /** Returns the candidates without room, whose price is not asked for. */
        List<Candidate> roomless() {
            List<Candidate> candidates = new ArrayList<>();
            for (Reasons.Rejected place : rejected) {
                if (place.kind() != Kind.NOT_SOLD && place.kind() != Kind.TOO_LATE) {
                    candidates.add(place.candidate());
                }
            }
            return candidates;
        }
    }

    /**
     * Returns what the candidates say; a job with a deadline is offered nothing that ends after it.
     *
     * @param gang the job's, or as much of an elastic one as its tenant may hold
     */
    Found find(JobRequest job, Gang gang, JobClass kind) {
        List<Offer> offers = new ArrayList<>();
        List<Reasons.Rejected> rejected = new ArrayList<>();
        List<Candidate> candidates = kind.candidates();
        for (int i = 0; i < candidates.size(); i++) {
            Optional<Places> places = places(job, gang, kind, i);
            if (places.isEmpty()) {
                rejected.add(Reasons.Rejected.of(candidates.get(i), kind.shortage(i)));
                continue;
            }
            JobRequest placed = job.as(places.get().gang());
            switch (pricing.cost(placed, candidates.get(i), room.nowMillis())) {
                case Cost.Priced priced ->
                    offer(pricing.offer(placed, candidates.get(i), places.get(), priced), job, offers, rejected);
                case Cost.NotSold(String reason) ->
                    rejected.add(new Reasons.Rejected(
                            candidates.get(i),
                            Kind.NOT_SOLD,
                            Refusal.NOT_SOLD,
                            candidates.get(i).pool() + ": " + reason));
            }
        }
        offers.sort(Offer.BEST_FIRST);
        return new Found(offers, rejected);
    }

    private static void offer(Offer offer, JobRequest job, List<Offer> offers, List<Reasons.Rejected> rejected) {
        long deadline = job.times().deadlineMillis().orElse(Long.MAX_VALUE);
        if (offer.endMillis() <= deadline) {
            offers.add(offer);
        } else {
            rejected.add(new Reasons.Rejected(
                    offer.candidate(),
                    Kind.TOO_LATE,
                    Refusal.DEADLINE,
                    "%s: would end %d s after the deadline"
                            .formatted(offer.candidate().pool(), Math.ceilDiv(offer.endMillis() - deadline, 1000L))));
        }
    }

    /** An elastic gang is looked for as long as its smallest would hold the places, so that no size delays a reservation. */
    private Optional<Places> places(JobRequest job, Gang gang, JobClass kind, int index) {
        Candidate candidate = kind.candidates().get(index);
        long holdMillis = candidate.holdMillis(job.as(job.gang().smallest()));
        if (kind.isRefused(index, holdMillis)) {
            return Optional.empty();
        }
        PlacementWish wish = PlacementWish.of(gang, candidate.variant(), job.wishes());
        Optional<Places> places = room.places(candidate.pool(), wish, holdMillis);
        if (places.isEmpty()) {
            Shortage shortage = room.shortage(candidate.pool(), wish, holdMillis);
            if (countsLeft > 0) {
                countsLeft--;
                shortage = shortage.counted(room.counts(candidate.pool(), wish, holdMillis));
            }
            kind.refuse(index, shortage.passesWhenShorter() ? holdMillis : 0, shortage);
        }
        return places;
    }
}
