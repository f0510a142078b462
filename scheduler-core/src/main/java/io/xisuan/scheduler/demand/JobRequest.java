package io.xisuan.scheduler.demand;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A job as the scheduler sees it.
 *
 * @param gang its workers; may be elastic
 * @param variants the accelerator models it can run on, in the submitter's order; a model without a variant is never chosen
 * @param priority higher goes first
 * @param budget the most that may be payable for its expected run
 */
public record JobRequest(
        JobId id,
        TenantId tenant,
        Gang gang,
        List<Variant> variants,
        Times times,
        int priority,
        Interruption interruption,
        Wishes wishes,
        Optional<Money> budget) {
    public JobRequest {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("Job %s names no accelerator it can run on".formatted(id));
        }
        if (variants.size() > 1
                && new LinkedHashSet<>(variants.stream().map(Variant::type).toList()).size() != variants.size()) {
            throw new IllegalArgumentException("Job %s names one accelerator twice".formatted(id));
        }
    }

    /** Returns a job that asks for nothing but its gang and its run time: no one interrupts it and it runs anywhere. */
    public static JobRequest of(JobId id, TenantId tenant, Gang gang, List<Variant> variants, Times times) {
        return new JobRequest(id, tenant, gang, variants, times, 0, Interruption.NONE, Wishes.NONE, Optional.empty());
    }

    public JobRequest withPriority(int other) {
        return new JobRequest(id, tenant, gang, variants, times, other, interruption, wishes, budget);
    }

    public JobRequest withTimes(Times other) {
        return new JobRequest(id, tenant, gang, variants, other, priority, interruption, wishes, budget);
    }

    public JobRequest withInterruption(Interruption other) {
        return new JobRequest(id, tenant, gang, variants, times, priority, other, wishes, budget);
    }

    public JobRequest withWishes(Wishes other) {
        return new JobRequest(id, tenant, gang, variants, times, priority, interruption, other, budget);
    }

    /** Returns this job with just these workers, and its run as much longer as they are fewer. */
    public JobRequest as(Gang placed) {
        if (placed.equals(gang)) {
            return this;
        }
        long factor = gang.workers();
        long runs = Math.ceilDiv(Math.multiplyExact(times.expectedMillis(), factor), placed.workers());
        long kill = Math.max(runs, times.killMillis());
        Times longer = new Times(
                times.submittedMillis(),
                Math.min(runs, Times.MAX_RUN_MILLIS),
                Math.min(kill, Times.MAX_RUN_MILLIS),
                times.notBeforeMillis(),
                times.deadlineMillis());
        return new JobRequest(id, tenant, placed, variants, longer, priority, interruption, wishes, budget);
    }

    /** Returns this job with a run that is so much longer on the variant, because its data has to come first. */
    public JobRequest loading(Variant variant, long transferMillis) {
        if (transferMillis == 0) {
            return this;
        }
        long atThroughputOne = variant.atThroughputOneMillis(transferMillis);
        return withTimes(new Times(
                times.submittedMillis(),
                Math.min(Times.MAX_RUN_MILLIS, Math.addExact(times.expectedMillis(), atThroughputOne)),
                Math.min(Times.MAX_RUN_MILLIS, Math.addExact(times.killMillis(), atThroughputOne)),
                times.notBeforeMillis(),
                times.deadlineMillis()));
    }

    public long submittedMillis() {
        return times.submittedMillis();
    }

    /** Returns how long it is expected to run at throughput 1 with all its workers. */
    public long runtimeMillis() {
        return times.expectedMillis();
    }

    /** Returns how long it is expected to run on the variant with all its workers. */
    public long runtimeMillis(Variant variant) {
        return variant.runtimeMillis(times.expectedMillis());
    }

    /** Says whether the submitter's wishes name the site or none. */
    public boolean allows(SiteId site) {
        return wishes.sites().isEmpty() || wishes.sites().contains(site);
    }
}
