package io.xisuan.scheduler.twin;

import io.xisuan.model.Money;
import io.xisuan.scheduler.cluster.Route;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.StoredData;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a job could ever run, whatever is held; site by site. */
final class PlainCandidates {
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Refusal> reasons = new ArrayList<>();

    /** A pool with the variant that runs there and what bringing the data takes. */
    record Candidate(PlainPool pool, int index, Variant variant, long transferMillis, Money transferPrice) {
        long holdMillis(JobRequest placed) {
            return transferMillis + placed.runtimeMillis(variant);
        }
    }

    PlainCandidates(JobRequest job, List<SiteShape> sites, List<PlainPool> pools) {
        for (SiteShape site : sites) {
            look(job, site, pools);
        }
    }

    List<Candidate> all() {
        return candidates;
    }

    /** Returns of all sites' reasons the one that comes closest to running. */
    Refusal never() {
        return Stream.of(Refusal.DATA_OUT_OF_REACH, Refusal.CHECKPOINT_TOO_LONG, Refusal.TOO_LARGE, Refusal.NO_VARIANT)
                .filter(reasons::contains)
                .findFirst()
                .orElse(Refusal.NO_ALLOWED_SITE);
    }

    private void look(JobRequest job, SiteShape site, List<PlainPool> pools) {
        if (!site.selling() || !job.allows(site.id()) || !job.wishes().allowsJurisdiction(site.jurisdiction())) {
            return;
        }
        List<Candidate> matching = new ArrayList<>();
        for (PlainPool pool : pools) {
            for (Variant variant : job.variants()) {
                if (pool.site().equals(site) && pool.type().equals(variant.type())) {
                    matching.add(
                            new Candidate(pool, pools.indexOf(pool), variant, millis(job, site), price(job, site)));
                }
            }
        }
        List<Candidate> fitting =
                matching.stream().filter(each -> fits(job, each)).toList();
        if (matching.isEmpty()) {
            reasons.add(Refusal.NO_VARIANT);
        } else if (fitting.isEmpty()) {
            reasons.add(Refusal.TOO_LARGE);
        } else if (job.interruption().graceMillis() > site.reclaimWithinMillis()) {
            reasons.add(Refusal.CHECKPOINT_TOO_LONG);
        } else if (toBring(job, site).stream()
                .anyMatch(stored -> route(site, stored).isEmpty())) {
            reasons.add(Refusal.DATA_OUT_OF_REACH);
        } else {
            candidates.addAll(fitting);
        }
    }

    private static boolean fits(JobRequest job, Candidate candidate) {
        return PlainPlacement.fitsWhenEmpty(
                candidate.pool(), PlainPlacement.Wish.of(job, job.gang().smallest(), candidate.variant()));
    }

    private static List<StoredData> toBring(JobRequest job, SiteShape site) {
        return Stream.concat(job.wishes().data().stream(), job.wishes().checkpoint().stream())
                .filter(stored -> !stored.site().equals(site.id()))
                .toList();
    }

    private static Optional<Route> route(SiteShape site, StoredData stored) {
        return site.routes().stream()
                .filter(route -> route.from().equals(stored.site()))
                .findFirst();
    }

    private static long millis(JobRequest job, SiteShape site) {
        return toBring(job, site).stream()
                .mapToLong(stored -> route(site, stored)
                        .map(route -> route.millis(stored.gib()))
                        .orElse(0L))
                .sum();
    }

    private static Money price(JobRequest job, SiteShape site) {
        return toBring(job, site).stream()
                .map(stored -> route(site, stored)
                        .map(route -> route.price(stored.gib()))
                        .orElse(Money.ZERO))
                .reduce(Money.ZERO, Money::plus);
    }
}
