package io.xisuan.operator.loop;

import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.plan.Cost;
import java.util.List;
import java.util.Optional;

/**
 * A plan that nobody carries out: what the scheduler would say now of every job that waits, in the order in which it decides.
 *
 * @param stops running jobs that the plan would stop, move or resize
 * @param problems why jobs that were supposed are not understood, for people
 */
public record Preview(long atMillis, List<Line> queue, List<Touched> stops, List<String> problems) {
    /** What would become of a waiting job. */
    public enum Verdict {
        /** It starts now. */
        STARTS,
        /** It waits for jobs to leave, whose places are kept for it. */
        AFTER_OTHERS,
        /** It waits. */
        WAITS,
        /** It can start nowhere, ever. */
        NEVER
    }

    /**
     * What is said of one waiting job.
     *
     * @param devices of the whole gang
     * @param site where it starts or is expected to
     * @param startMillis when it starts or is expected to, milliseconds since 1970; empty where no time can be told
     * @param firm whether the places are kept, so that later jobs cannot delay it
     * @param reason a stable word, as the job's status has it
     * @param cost of the whole run at that site, with the balances that jobs ahead of it leave where it starts now
     */
    public record Line(
            JobId job,
            TenantId tenant,
            int priority,
            int devices,
            long submittedMillis,
            Verdict verdict,
            Optional<SiteId> site,
            Optional<Long> startMillis,
            boolean firm,
            String reason,
            String text,
            Optional<Cost.Priced> cost) {}

    /** A running job that would not go on as it is. */
    public record Touched(JobId job, String reason, Optional<JobId> beneficiary) {}

    public Preview {
        queue = List.copyOf(queue);
        stops = List.copyOf(stops);
        problems = List.copyOf(problems);
    }

    /** Returns what is said of a job, or empty when it does not wait. */
    public Optional<Line> of(JobId job) {
        return queue.stream().filter(line -> line.job().equals(job)).findFirst();
    }
}
