package io.xisuan.scheduler;

import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.SiteVerdict;
import java.util.List;

/**
 * Where a job could ever run, whatever is held today.
 *
 * @param candidates the pools where it could run, in the order of sites and types
 * @param excluded why each other site can never take it, in the order of sites
 */
record Eligibility(List<Candidate> candidates, List<SiteVerdict> excluded) {
    Eligibility {
        candidates = List.copyOf(candidates);
        excluded = List.copyOf(excluded);
    }

    /** Returns why a job without candidates never runs: of all sites' reasons the one that comes closest to running. */
    Refusal never() {
        if (saysAny(SiteVerdict.Kind.NO_ROUTE)) {
            return Refusal.DATA_OUT_OF_REACH;
        }
        if (saysAny(SiteVerdict.Kind.CHECKPOINT_TOO_LONG)) {
            return Refusal.CHECKPOINT_TOO_LONG;
        }
        if (saysAny(SiteVerdict.Kind.TOO_LARGE)) {
            return Refusal.TOO_LARGE;
        }
        if (saysAny(SiteVerdict.Kind.NO_VARIANT)) {
            return Refusal.NO_VARIANT;
        }
        return Refusal.NO_ALLOWED_SITE;
    }

    private boolean saysAny(SiteVerdict.Kind kind) {
        return excluded.stream().anyMatch(verdict -> verdict.kind() == kind);
    }
}
