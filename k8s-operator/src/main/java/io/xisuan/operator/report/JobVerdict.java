package io.xisuan.operator.report;

import java.time.Instant;
import java.util.Optional;

/** What the loop says of a training job. */
public sealed interface JobVerdict extends Verdict {

    /** It means nothing to the planner: a field that cannot be understood, or that refers to nothing. */
    record Refused(FieldFault fault) implements JobVerdict {}

    /**
     * Not now.
     *
     * @param start when it is expected to start, an estimate and no promise
     * @param cost what it would cost at the likely place
     */
    record Queued(Reason reason, Optional<Instant> start, Optional<JobCost> cost) implements JobVerdict {}

    /** Not ever, unless the job or the sites change. */
    record Never(Reason reason) implements JobVerdict {}

    /** Its pods are created and not all of them run. */
    record Starting(JobRun run, JobCost cost) implements JobVerdict {}

    /** All its pods run. */
    record Running(JobRun run, Instant startedAt, JobCost cost) implements JobVerdict {}

    /**
     * It was told to stop; it saves itself and leaves.
     *
     * @param by when it is gone at the latest
     */
    record Stopping(JobRun run, Reason reason, Instant by, JobCost cost) implements JobVerdict {}

    /** Its tenant suspended it, and nothing of it runs. */
    record Suspended(Reason reason) implements JobVerdict {}

    /**
     * It is over.
     *
     * @param startedAt empty when no pod ever ran
     * @param invoiceReady whether its device time is closed in the journal, so that an invoice can hold it
     */
    record Ended(
            JobRun run,
            boolean succeeded,
            Reason reason,
            Optional<Instant> startedAt,
            Instant endedAt,
            JobCost cost,
            boolean invoiceReady)
            implements JobVerdict {}
}
