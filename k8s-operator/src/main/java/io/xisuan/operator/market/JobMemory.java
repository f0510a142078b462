package io.xisuan.operator.market;

import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.Submission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was made of each job: it is understood again only when what it asks for is another, or the ground that all jobs stand on is (the
 * sites, who owns which namespace, tenants and contracts). A new status costs nothing here.
 */
final class JobMemory {
    /** What a job came to: an order and its terms, or problems. */
    record Understood(Optional<JobOrder> order, Optional<JobTerms> terms, List<ResourceProblem> problems) {}

    private record Entry(JobSource of, Understood understood) {}

    private Optional<List<Object>> ground = Optional.empty();
    /** Looked up only; never walked. */
    private Map<Submission, Entry> known = new HashMap<>();

    private Map<Submission, Entry> next = new HashMap<>();
    private Optional<List<JobSource>> lastJobs = Optional.empty();
    private Optional<Orders> lastOrders = Optional.empty();

    /** Begins a pass over the jobs; all of them are forgotten when the ground is another. */
    void begin(List<Object> newGround) {
        if (!ground.equals(Optional.of(newGround))) {
            known.clear();
            lastJobs = Optional.empty();
        }
        ground = Optional.of(newGround);
        next = HashMap.newHashMap(known.size());
    }

    /** Returns what all jobs came to when they are those of the last pass and stand on the same ground. */
    @SuppressWarnings("ReferenceEquality") // an equal list of other objects is looked at, and costs only that
    Optional<Orders> unchanged(List<JobSource> jobs) {
        return lastJobs.filter(before -> before == jobs).flatMap(same -> lastOrders);
    }

    Understood of(JobSource job, Function<JobSource, Understood> understand) {
        Entry before = known.get(job.submission());
        Entry entry = before != null && asksTheSame(before.of(), job) ? before : new Entry(job, understand.apply(job));
        next.put(job.submission(), entry);
        return entry.understood();
    }

    /** Ends a pass: what was not looked at is forgotten. */
    Orders end(List<JobSource> jobs, Orders orders) {
        known = next;
        lastJobs = Optional.of(jobs);
        lastOrders = Optional.of(orders);
        return orders;
    }

    private static boolean asksTheSame(JobSource one, JobSource other) {
        TrainingJobSpec before = one.job().getSpec();
        TrainingJobSpec now = other.job().getSpec();
        var marks = one.job().getMetadata().getAnnotations();
        return before.equals(now)
                && one.job()
                        .getMetadata()
                        .getName()
                        .equals(other.job().getMetadata().getName())
                && one.job()
                        .getMetadata()
                        .getNamespace()
                        .equals(other.job().getMetadata().getNamespace())
                && Objects.equals(marks, other.job().getMetadata().getAnnotations());
    }
}
