package io.xisuan.scheduler;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.SiteVerdict;
import io.xisuan.scheduler.plan.SiteVerdict.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts into words why a job starts where it starts, waits, or never runs. */
final class Reasons {
    private static final long MILLI_FEN = 1000;

    private Reasons() {}

    /** A place that has no room, or does not sell. */
    record Rejected(Candidate candidate, Kind kind, Refusal reason, String text) {
        static Rejected of(Candidate candidate, Shortage shortage) {
            Kind kind = shortage.reason() == Refusal.RESERVED ? Kind.RESERVED : Kind.NO_CAPACITY;
            return new Rejected(candidate, kind, shortage.reason(), shortage.text());
        }
    }

    /** Explains the first offer: what came second, and why every other site was not chosen, in the order of sites. */
    static Explanation explanation(Eligibility eligibility, List<Offer> bestFirst, List<Rejected> rejected) {
        Offer chosen = bestFirst.getFirst();
        Map<SiteId, SiteVerdict> verdicts = new HashMap<>();
        eligibility.excluded().forEach(verdict -> verdicts.put(verdict.site(), verdict));
        for (Rejected place : rejected) {
            SiteVerdict verdict = new SiteVerdict(place.candidate().pool().site(), place.kind(), place.text());
            verdicts.merge(verdict.site(), verdict, Reasons::closer);
        }
        for (Offer offer : bestFirst.subList(1, bestFirst.size()).reversed()) {
            verdicts.put(offer.candidate().pool().site(), beaten(offer, chosen));
        }
        verdicts.remove(chosen.candidate().pool().site());
        List<SiteVerdict> others = new ArrayList<>(verdicts.values());
        others.sort(Comparator.comparing(SiteVerdict::site));
        return new Explanation(runnerUp(bestFirst), others);
    }

    /** Says in one line why each place that the job could have does not have it now. */
    static String waiting(List<Rejected> rejected) {
        return rejected.stream().map(Rejected::text).collect(Collectors.joining("; "));
    }

    /** Returns of the places without room the reason that comes closest to a start; empty when there are none. */
    static Optional<Refusal> closest(List<Rejected> rejected) {
        return rejected.stream()
                .map(Rejected::reason)
                .filter(reason -> !reason.isNever())
                .max(Comparator.naturalOrder());
    }

    /** Says by how much a job misses its deadline at best. */
    static String tooLate(JobRequest job, Optional<Long> earliestEndMillis) {
        long deadline = job.times().deadlineMillis().orElse(Long.MAX_VALUE);
        return earliestEndMillis
                .map(end -> "ends %d s after its deadline at the earliest: give it more time or faster accelerators"
                        .formatted(Math.ceilDiv(end - deadline, 1000L)))
                .orElse("nothing that is known lets it start in time for its deadline");
    }

    /** Says what a later start saves. */
    static String cheaperThen(Offer now, DeadlineSearch.Chosen then, long nowMillis) {
        return "could start at %s now, and counts for %s less at %s in %d s, in time for its deadline"
                .formatted(
                        now.candidate().pool(),
                        Money.ofFen(Math.ceilDiv(Math.subtractExact(now.score(), then.score()), MILLI_FEN)),
                        then.candidate().pool(),
                        (then.startMillis() - nowMillis) / 1000);
    }

    /** Says in one line why no site can ever take the job. */
    static String never(Eligibility eligibility) {
        if (eligibility.excluded().isEmpty()) {
            return "there is no site";
        }
        return eligibility.excluded().stream()
                .map(verdict -> verdict.site() + ": " + verdict.text())
                .collect(Collectors.joining("; "));
    }

    private static Optional<Explanation.RunnerUp> runnerUp(List<Offer> bestFirst) {
        if (bestFirst.size() < 2) {
            return Optional.empty();
        }
        Offer second = bestFirst.get(1);
        return Optional.of(new Explanation.RunnerUp(
                second.candidate().pool().site(),
                second.candidate().variant(),
                second.cost(),
                margin(second, bestFirst.getFirst())));
    }

    private static Money margin(Offer worse, Offer better) {
        return Money.ofFen(Math.ceilDiv(Math.subtractExact(worse.score(), better.score()), MILLI_FEN));
    }

    /** Of two pools of one site that reject a job, the one that came closer to taking it; else the first. */
    private static SiteVerdict closer(SiteVerdict first, SiteVerdict second) {
        return second.kind().compareTo(first.kind()) > 0 ? second : first;
    }

    private static SiteVerdict beaten(Offer offer, Offer chosen) {
        SiteId site = offer.candidate().pool().site();
        Money dearer = offer.cost().ranking().minus(chosen.cost().ranking());
        if (offer.score() > chosen.score()) {
            String text = dearer.equals(margin(offer, chosen))
                    ? "dearer by " + dearer
                    : "counts as dearer by %s, of which %s is its cost".formatted(margin(offer, chosen), dearer);
            return new SiteVerdict(site, Kind.DEARER, text);
        }
        if (offer.endMillis() > chosen.endMillis()) {
            long seconds = (offer.endMillis() - chosen.endMillis()) / 1000;
            return new SiteVerdict(site, Kind.LATER, "costs the same, ends " + seconds + " s later");
        }
        return new SiteVerdict(site, Kind.TIE, "costs the same and ends at the same time; its id comes later");
    }
}
