package io.xisuan.scheduler;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.plan.SiteVerdict;
import io.xisuan.scheduler.plan.SiteVerdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All sites with their pools, asked where a class of jobs could ever run, whatever is held today. */
final class Sites {
    private final Map<SiteId, List<Pool>> pools = new TreeMap<>();
    private final List<SiteShape> sites;
    private final Placement placement;

    Sites(ClusterState state, Placement placement) {
        this.sites = state.sites();
        this.placement = placement;
        sites.forEach(site -> pools.put(site.id(), new ArrayList<>()));
        state.pools().forEach(pool -> poolsOf(pool.site()).add(pool));
    }

    Eligibility eligibility(JobClass.Wish wish) {
        List<Candidate> candidates = new ArrayList<>();
        List<SiteVerdict> excluded = new ArrayList<>();
        for (SiteShape site : sites) {
            Optional<SiteVerdict> closed = closed(wish, site);
            if (closed.isPresent()) {
                excluded.add(closed.get());
                continue;
            }
            List<Fit> matching = matching(wish, site);
            List<Fit> fitting = matching.stream().filter(fit -> fits(wish, fit)).toList();
            Optional<Transfer> transfer = Transfer.of(wish.wishes(), site);
            Optional<SiteVerdict> verdict = verdict(wish, site, matching, fitting);
            if (verdict.isPresent()) {
                excluded.add(verdict.get());
            } else if (transfer.isEmpty()) {
                excluded.add(new SiteVerdict(
                        site.id(), Kind.NO_ROUTE, "has no way to the job's data or checkpoint from where it lies"));
            } else {
                fitting.forEach(fit -> candidates.add(new Candidate(fit.pool(), fit.variant(), transfer.get())));
            }
        }
        return new Eligibility(candidates, excluded);
    }

    /** A pool and the variant that would run there. */
    private record Fit(Pool pool, Variant variant) {}

    private static Optional<SiteVerdict> closed(JobClass.Wish wish, SiteShape site) {
        if (!site.selling()) {
            return Optional.of(new SiteVerdict(site.id(), Kind.NOT_SELLING, "sells nothing"));
        }
        if (!wish.wishes().sites().isEmpty() && !wish.wishes().sites().contains(site.id())) {
            return Optional.of(new SiteVerdict(site.id(), Kind.NOT_ALLOWED, "not among the job's sites"));
        }
        if (!wish.wishes().allowsJurisdiction(site.jurisdiction())) {
            return Optional.of(new SiteVerdict(
                    site.id(),
                    Kind.JURISDICTION,
                    site.jurisdiction().isEmpty()
                            ? "states no jurisdiction, and the job asks for "
                                    + wish.wishes().jurisdictions()
                            : "lies in %s, not in %s"
                                    .formatted(
                                            site.jurisdiction(), wish.wishes().jurisdictions())));
        }
        return Optional.empty();
    }

    private static Optional<SiteVerdict> verdict(
            JobClass.Wish wish, SiteShape site, List<Fit> matching, List<Fit> fitting) {
        if (matching.isEmpty()) {
            return Optional.of(
                    new SiteVerdict(site.id(), Kind.NO_VARIANT, "has no accelerator that the job can run on"));
        }
        if (fitting.isEmpty()) {
            return Optional.of(new SiteVerdict(
                    site.id(),
                    Kind.TOO_LARGE,
                    "too small for %s devices even when empty%s".formatted(wish.gang(), within(wish))));
        }
        if (wish.graceMillis() > site.reclaimWithinMillis()) {
            return Optional.of(new SiteVerdict(
                    site.id(),
                    Kind.CHECKPOINT_TOO_LONG,
                    "takes devices back within %d s, the job needs %d s to save itself"
                            .formatted(site.reclaimWithinMillis() / 1000, wish.graceMillis() / 1000)));
        }
        return Optional.empty();
    }

    private static String within(JobClass.Wish wish) {
        return switch (wish.wishes().topology().level()) {
            case SITE -> "";
            case RACK -> wish.wishes().topology().required() ? " within one rack" : "";
            case NVLINK -> wish.wishes().topology().required() ? " within one NVLink domain" : "";
            case NODE -> wish.wishes().topology().required() ? " on one node" : "";
        };
    }

    private boolean fits(JobClass.Wish wish, Fit fit) {
        return placement.fitsWhenEmpty(
                fit.pool(), PlacementWish.of(wish.gang().smallest(), fit.variant(), wish.wishes()));
    }

    private List<Fit> matching(JobClass.Wish wish, SiteShape site) {
        List<Fit> fits = new ArrayList<>();
        for (Pool pool : poolsOf(site.id())) {
            for (Variant variant : wish.variants()) {
                if (variant.type().equals(pool.type())) {
                    fits.add(new Fit(pool, variant));
                }
            }
        }
        return fits;
    }

    private List<Pool> poolsOf(SiteId site) {
        return pools.getOrDefault(site, List.of());
    }
}
