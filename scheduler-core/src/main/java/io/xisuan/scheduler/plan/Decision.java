package io.xisuan.scheduler.plan;

import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import java.util.List;
import java.util.Optional;

/** What a plan says about one job. */
public sealed interface Decision {
    /** Returns the job that was decided on. */
    JobId job();

    /**
     * The whole gang starts now.
     *
     * @param workers one a rank, in the order of ranks
     * @param expectedEndMillis the plan's time plus the expected run time on the variant
     * @param cost the cost at the chosen place, with what earlier starts of the same plan left
     */
    record Start(
            JobRequest request,
            SiteId site,
            Variant variant,
            List<WorkerPlacement> workers,
            long expectedEndMillis,
            Cost.Priced cost,
            Explanation explanation)
            implements Decision {
        public Start {
            workers = List.copyOf(workers);
        }

        @Override
        public JobId job() {
            return request.id();
        }

        /** Returns what the job will hold. */
        public Allocation allocation() {
            return new Allocation(request.id(), site, variant.type(), request.gang(), workers);
        }
    }

    /**
     * Not now.
     *
     * @param etaMillis when it is expected to start, if a reservation was made for it; an estimate, not a promise
     */
    record Wait(JobId job, Refusal reason, Optional<Long> etaMillis, String text) implements Decision {
        public Wait {
            if (reason.isNever()) {
                throw new IllegalArgumentException("Job %s cannot wait for %s to pass".formatted(job, reason));
            }
        }
    }

    /** Not ever, unless the job or the sites change. */
    record Never(JobId job, Refusal reason, String text) implements Decision {
        public Never {
            if (!reason.isNever()) {
                throw new IllegalArgumentException("Job %s may yet start: %s passes".formatted(job, reason));
            }
        }
    }
}
