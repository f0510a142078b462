package io.xisuan.scheduler;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Explanation;
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
    private Reasons() {}

    /** A place that has no room, or does not sell. */
    record Rejected(Candidate candidate, Kind kind, String text) {}

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
        return bestFirst.stream()
                .skip(1)
                .findFirst()
                .map(offer -> new Explanation.RunnerUp(
                        offer.candidate().pool().site(), offer.candidate().variant(), offer.cost()));
    }

    /** Of two pools of one site that reject a job, the one that came closer to taking it; else the first. */
    private static SiteVerdict closer(SiteVerdict first, SiteVerdict second) {
        return second.kind().compareTo(first.kind()) > 0 ? second : first;
    }

    private static SiteVerdict beaten(Offer offer, Offer chosen) {
        SiteId site = offer.candidate().pool().site();
        Cost.Priced theirs = offer.cost();
        if (theirs.ranking().compareTo(chosen.cost().ranking()) > 0) {
            return new SiteVerdict(
                    site,
                    Kind.DEARER,
                    "dearer by " + theirs.ranking().minus(chosen.cost().ranking()));
        }
        if (offer.endMillis() > chosen.endMillis()) {
            long seconds = (offer.endMillis() - chosen.endMillis()) / 1000;
            return new SiteVerdict(site, Kind.LATER, "costs the same, ends " + seconds + " s later");
        }
        return new SiteVerdict(site, Kind.TIE, "costs the same and ends at the same time; its id comes later");
    }
}
