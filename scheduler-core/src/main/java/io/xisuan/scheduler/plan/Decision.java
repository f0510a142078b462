package io.xisuan.scheduler.plan;

import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import java.util.List;
import java.util.Optional;

/** What a plan says about one job. */
public sealed interface Decision {
    /** Returns the job that was decided on. */
    JobId job();

    /**
     * A whole gang at a place.
     *
     * @param gang as placed: not elastic
     * @param workers one a rank, in the order of ranks
     * @param transferMillis how long its data is brought while it holds its places, before it works
     * @param expectedEndMillis start plus the transfer and the expected run time there
     * @param cost the cost there, with what earlier starts of the same plan left
     */
    record Seat(
            SiteId site,
            Variant variant,
            Gang gang,
            List<WorkerPlacement> workers,
            long transferMillis,
            long expectedEndMillis,
            Cost.Priced cost) {
        public Seat {
            workers = List.copyOf(workers);
        }

        /** Returns what the job will hold. */
        public Allocation allocation(JobId job) {
            return new Allocation(job, site, variant.type(), gang, workers);
        }
    }

    /** The whole gang starts now. */
    record Start(JobRequest request, Seat seat, Explanation explanation) implements Decision {
        @Override
        public JobId job() {
            return request.id();
        }

        /** Returns the job with just the workers that start, running as much longer as its data takes to come. */
        public JobRequest placed() {
            return request.as(seat.gang()).loading(seat.variant(), seat.transferMillis());
        }

        public SiteId site() {
            return seat.site();
        }

        public Variant variant() {
            return seat.variant();
        }

        public List<WorkerPlacement> workers() {
            return seat.workers();
        }

        public long expectedEndMillis() {
            return seat.expectedEndMillis();
        }

        public Cost.Priced cost() {
            return seat.cost();
        }

        /** Returns what the job will hold. */
        public Allocation allocation() {
            return seat.allocation(request.id());
        }
    }

    /**
     * Jobs are told to stop, and the job takes their places once they have left; until then its seat is kept for it.
     *
     * @param victims of least harm, in the order of their ids
     * @param startMillis when the last of them has left
     */
    record Preempt(JobRequest request, Seat seat, List<Victim> victims, long startMillis, Explanation explanation)
            implements Decision {
        public Preempt {
            victims = List.copyOf(victims);
        }

        @Override
        public JobId job() {
            return request.id();
        }
    }

    /**
     * A running elastic job goes on with another number of workers; those of its workers that stay keep their places.
     *
     * @param beneficiary the waiting job that this makes room for; empty when it takes what nobody waits for
     */
    record Resize(JobId job, Seat seat, int workersBefore, Optional<JobId> beneficiary, String text)
            implements Decision {}

    /**
     * A running preemptible job goes elsewhere at its site, so that another finds devices together.
     *
     * @param beneficiary the waiting job that this lets start
     */
    record Move(JobId job, Seat seat, Victim harm, JobId beneficiary) implements Decision {}

    /**
     * Not now.
     *
     * @param eta when it is expected to start, if that was asked for
     */
    record Wait(JobId job, Refusal reason, Optional<Eta> eta, String text) implements Decision {
        public Wait {
            if (reason.isNever()) {
                throw new IllegalArgumentException("Job %s cannot wait for %s to pass".formatted(job, reason));
            }
        }

        /** Returns when it is expected to start, milliseconds since the epoch. */
        public Optional<Long> etaMillis() {
            return eta.map(Eta::startMillis);
        }
    }

    /**
     * Not ever, unless the job or the sites change.
     *
     * @param earliestEndMillis when it could have ended at best, for a job whose deadline cannot be met
     */
    record Never(JobId job, Refusal reason, Optional<Long> earliestEndMillis, String text) implements Decision {
        public Never {
            if (!reason.isNever()) {
                throw new IllegalArgumentException("Job %s may yet start: %s passes".formatted(job, reason));
            }
        }
    }
}
