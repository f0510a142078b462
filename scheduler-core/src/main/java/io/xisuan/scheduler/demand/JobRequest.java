package io.xisuan.scheduler.demand;

import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A job as the scheduler sees it.
 *
 * @param variants the accelerator models it can run on, in the submitter's order; a model without a variant is never chosen
 * @param submittedMillis when it was submitted, milliseconds since the epoch
 * @param runtimeMillis estimated run time at throughput 1; more than zero
 * @param priority higher goes first
 * @param allowedSites the only sites it may run at; empty means any
 * @param checkpointGraceMillis how long it needs to save itself when the site's owner takes devices back; 0 when it needs
 *     nothing. It is not placed at a site that reclaims within less.
 */
public record JobRequest(
        JobId id,
        TenantId tenant,
        Gang gang,
        List<Variant> variants,
        long submittedMillis,
        long runtimeMillis,
        int priority,
        List<SiteId> allowedSites,
        long checkpointGraceMillis) {
    /** A hundred years; a longer estimate is a mistake of units. */
    public static final long MAX_RUNTIME_MILLIS = 3_155_760_000_000L;

    public JobRequest {
        variants = List.copyOf(variants);
        allowedSites = List.copyOf(allowedSites);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("Job %s names no accelerator it can run on".formatted(id));
        }
        if (variants.size() > 1
                && new LinkedHashSet<>(variants.stream().map(Variant::type).toList()).size() != variants.size()) {
            throw new IllegalArgumentException("Job %s names one accelerator twice".formatted(id));
        }
        if (runtimeMillis > MAX_RUNTIME_MILLIS) {
            throw new IllegalArgumentException("Job %s is to run %d ms, more than a hundred years: a mistake of units"
                    .formatted(id, runtimeMillis));
        }
        if (runtimeMillis <= 0 || submittedMillis < 0 || checkpointGraceMillis < 0) {
            throw new IllegalArgumentException("Job %s has times that cannot be: submitted %d, runs %d, grace %d ms"
                    .formatted(id, submittedMillis, runtimeMillis, checkpointGraceMillis));
        }
    }

    /** Returns how long it is expected to run on the variant. */
    public long runtimeMillis(Variant variant) {
        return variant.runtimeMillis(runtimeMillis);
    }

    /** Says whether the submitter's wishes permit the site. */
    public boolean allows(SiteId site) {
        return allowedSites.isEmpty() || allowedSites.contains(site);
    }
}
