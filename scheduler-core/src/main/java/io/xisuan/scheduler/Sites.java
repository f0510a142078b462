package io.xisuan.scheduler;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.placement.GangPlacement;
import io.xisuan.scheduler.plan.SiteVerdict;
import io.xisuan.scheduler.plan.SiteVerdict.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All sites with their pools, asked where a job could ever run; answered once for all jobs that ask for the same. */
final class Sites {
    private final Map<SiteId, List<Pool>> pools = new TreeMap<>();
    private final List<SiteShape> sites;
    private final Map<Wish, Eligibility> answered = new HashMap<>();

    private record Wish(Gang gang, List<Variant> variants, List<SiteId> sites, long graceMillis) {}

    Sites(ClusterState state) {
        this.sites = state.sites();
        sites.forEach(site -> pools.put(site.id(), new ArrayList<>()));
        state.pools().forEach(pool -> poolsOf(pool.site()).add(pool));
    }

    Eligibility eligibility(JobRequest job) {
        Wish wish = new Wish(job.gang(), job.variants(), job.wishes().sites(), job.interruption().graceMillis());
        return answered.computeIfAbsent(wish, absent -> find(job));
    }

    private Eligibility find(JobRequest job) {
        List<Candidate> candidates = new ArrayList<>();
        List<SiteVerdict> excluded = new ArrayList<>();
        for (SiteShape site : sites) {
            List<Candidate> matching = matching(job, site);
            List<Candidate> fitting = matching.stream()
                    .filter(candidate -> GangPlacement.fitsWhenEmpty(candidate.pool(), job.gang()))
                    .toList();
            if (!site.selling()) {
                excluded.add(new SiteVerdict(site.id(), Kind.NOT_SELLING, "sells nothing"));
            } else if (!job.allows(site.id())) {
                excluded.add(new SiteVerdict(site.id(), Kind.NOT_ALLOWED, "not among the job's sites"));
            } else if (matching.isEmpty()) {
                excluded.add(new SiteVerdict(site.id(), Kind.NO_VARIANT, "has no accelerator that the job can run on"));
            } else if (fitting.isEmpty()) {
                excluded.add(new SiteVerdict(
                        site.id(), Kind.TOO_LARGE, "too small for %s devices even when empty".formatted(job.gang())));
            } else if (job.interruption().graceMillis() > site.reclaimWithinMillis()) {
                excluded.add(new SiteVerdict(
                        site.id(),
                        Kind.CHECKPOINT_TOO_LONG,
                        "takes devices back within %d s, the job needs %d s to save itself"
                                .formatted(site.reclaimWithinMillis() / 1000, job.interruption().graceMillis() / 1000)));
            } else {
                candidates.addAll(fitting);
            }
        }
        return new Eligibility(candidates, excluded);
    }

    private List<Candidate> matching(JobRequest job, SiteShape site) {
        List<Candidate> candidates = new ArrayList<>();
        for (Pool pool : poolsOf(site.id())) {
            for (Variant variant : job.variants()) {
                if (variant.type().equals(pool.type())) {
                    candidates.add(new Candidate(pool, variant));
                }
            }
        }
        return candidates;
    }

    private List<Pool> poolsOf(SiteId site) {
        return pools.getOrDefault(site, List.of());
    }
}
