package io.xisuan.operator.report;

import io.xisuan.operator.api.v1alpha1.CostBasis;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.StatusCondition;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job and the verdict on it to its status: pure.
 *
 * <p>Conditions, each only once there is something to say: Accepted, Planned, Running, Complete, InvoiceReady. Complete is true
 * when the job is over, whatever its end; the reason says which.
 */
final class JobStatuses {
    private static final Reason ACCEPTED = new Reason("Accepted", "every field is understood");
    private static final Reason STARTING = new Reason("WorkersStarting", "not all workers run yet");
    private static final Reason RUNNING = new Reason("AllWorkersRun", "all workers run");
    private static final Reason CLOSED = new Reason("UsageClosed", "its device time is in the journal");
    private static final Reason OPEN = new Reason("UsageOpen", "its device time is not closed in the journal yet");

    private JobStatuses() {}

    static TrainingJobStatus of(TrainingJob job, JobStanding standing, long epoch, Instant now) {
        JobVerdict verdict = standing.verdict();
        JobPast past = standing.past();
        Optional<JobRun> run = run(verdict);
        Optional<Reason> why = why(verdict);
        Optional<JobCost> cost = cost(verdict);
        Optional<Instant> expected = expected(verdict).map(start -> StatusText.bucketed(start, now));
        Optional<Instant> started = started(verdict);
        int devices = run.map(JobRun::devices)
                .orElse(job.getSpec().workers() * job.getSpec().devicesPerWorker());
        return new TrainingJobStatus(
                generation(job),
                conditions(job, standing, now),
                phase(verdict),
                why.map(Reason::word).orElse(null),
                why.map(reason -> StatusText.cut(reason.text(), StatusText.MESSAGE_BYTES))
                        .orElse(null),
                run.map(place -> place.site().value()).orElse(null),
                devices,
                devices / job.getSpec().devicesPerWorker(),
                run.map(place -> place.model().id()).orElse(null),
                run.map(JobRun::attempt).orElse(null),
                past.interruptions() == 0 ? null : past.interruptions(),
                past.lostDeviceMillis() == 0 ? null : StatusText.length(past.lostDeviceMillis()),
                epoch,
                start(started, expected),
                expected.map(StatusText::instant).orElse(null),
                started.map(StatusText::instant).orElseGet(() -> keptStart(job, verdict)),
                ended(verdict).map(end -> StatusText.instant(end.endedAt())).orElse(null),
                cost.map(amounts -> StatusText.yuan(amounts.gross())).orElse(null),
                cost.map(amounts -> StatusText.yuan(amounts.payableNow())).orElse(null),
                cost.map(amounts -> StatusText.yuan(amounts.expectedLater())).orElse(null),
                past.grossSoFar().isZero() ? null : StatusText.yuan(past.grossSoFar()),
                past.grossSoFar().isZero() ? null : StatusText.yuan(past.payableSoFar()),
                cost.map(amounts -> basis(amounts.basis())).orElse(null),
                ended(verdict).map(JobVerdict.Ended::invoiceReady).orElse(null));
    }

    /** A job that is being stopped ran since its status says so. */
    private static @Nullable String keptStart(TrainingJob job, JobVerdict verdict) {
        return verdict instanceof JobVerdict.Stopping && job.getStatus() != null
                ? job.getStatus().startedAt()
                : null;
    }

    private static List<StatusCondition> conditions(TrainingJob job, JobStanding standing, Instant now) {
        List<StatusCondition> former =
                job.getStatus() == null ? List.of() : job.getStatus().conditions();
        Conditions conditions = new Conditions(former, generation(job), now);
        conclude(conditions, standing.verdict());
        for (JobRemark remark : standing.remarks()) {
            Reason reason = new Reason(
                    remark.reason().word(), StatusText.cut(remark.reason().text(), StatusText.REMARK_BYTES));
            if (remark.holds()) {
                conditions.yes(remark.condition(), reason);
            } else {
                conditions.no(remark.condition(), reason);
            }
        }
        return conditions.build();
    }

    private static void conclude(Conditions conditions, JobVerdict verdict) {
        switch (verdict) {
            case JobVerdict.Refused refused -> conditions.no("Accepted", spoken(refused.fault()));
            case JobVerdict.Queued queued -> accepted(conditions).no("Planned", queued.reason());
            case JobVerdict.Never never -> accepted(conditions).no("Planned", never.reason());
            case JobVerdict.Starting starting ->
                planned(conditions, starting.run()).no("Running", STARTING);
            case JobVerdict.Running running ->
                planned(conditions, running.run()).yes("Running", RUNNING);
            case JobVerdict.Stopping stopping ->
                planned(conditions, stopping.run()).no("Running", stopping.reason());
            case JobVerdict.Suspended suspended -> accepted(conditions).no("Planned", suspended.reason());
            case JobVerdict.Ended ended -> ended(planned(conditions, ended.run()), ended);
        }
    }

    private static Conditions accepted(Conditions conditions) {
        return conditions.yes("Accepted", ACCEPTED);
    }

    private static Conditions planned(Conditions conditions, JobRun run) {
        String place = "%d %s at %s".formatted(run.devices(), run.model().id(), run.site());
        return accepted(conditions).yes("Planned", new Reason("Placed", place));
    }

    private static void ended(Conditions conditions, JobVerdict.Ended ended) {
        conditions.no("Running", ended.reason()).yes("Complete", ended.reason());
        if (ended.invoiceReady()) {
            conditions.yes("InvoiceReady", CLOSED);
        } else {
            conditions.no("InvoiceReady", OPEN);
        }
    }

    private static JobPhase phase(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Refused refused -> JobPhase.REFUSED;
            case JobVerdict.Queued queued -> JobPhase.QUEUED;
            case JobVerdict.Never never -> JobPhase.NEVER;
            case JobVerdict.Starting starting -> JobPhase.STARTING;
            case JobVerdict.Running running -> JobPhase.RUNNING;
            case JobVerdict.Stopping stopping -> JobPhase.STOPPING;
            case JobVerdict.Suspended suspended -> JobPhase.SUSPENDED;
            case JobVerdict.Ended ended -> ended.succeeded() ? JobPhase.SUCCEEDED : JobPhase.FAILED;
        };
    }

    private static Optional<Reason> why(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Refused refused -> Optional.of(spoken(refused.fault()));
            case JobVerdict.Queued queued -> Optional.of(queued.reason());
            case JobVerdict.Never never -> Optional.of(never.reason());
            case JobVerdict.Starting starting -> Optional.empty();
            case JobVerdict.Running running -> Optional.empty();
            case JobVerdict.Stopping stopping -> Optional.of(stopping.reason());
            case JobVerdict.Suspended suspended -> Optional.of(suspended.reason());
            case JobVerdict.Ended ended -> ended.succeeded() ? Optional.empty() : Optional.of(ended.reason());
        };
    }

    private static Optional<JobRun> run(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Refused refused -> Optional.empty();
            case JobVerdict.Queued queued -> Optional.empty();
            case JobVerdict.Never never -> Optional.empty();
            case JobVerdict.Starting starting -> Optional.of(starting.run());
            case JobVerdict.Running running -> Optional.of(running.run());
            case JobVerdict.Stopping stopping -> Optional.of(stopping.run());
            case JobVerdict.Suspended suspended -> Optional.empty();
            case JobVerdict.Ended ended -> Optional.of(ended.run());
        };
    }

    private static Optional<JobCost> cost(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Refused refused -> Optional.empty();
            case JobVerdict.Queued queued -> queued.cost();
            case JobVerdict.Never never -> Optional.empty();
            case JobVerdict.Starting starting -> Optional.of(starting.cost());
            case JobVerdict.Running running -> Optional.of(running.cost());
            case JobVerdict.Stopping stopping -> Optional.of(stopping.cost());
            case JobVerdict.Suspended suspended -> Optional.empty();
            case JobVerdict.Ended ended -> Optional.of(ended.cost());
        };
    }

    private static Optional<Instant> expected(JobVerdict verdict) {
        return verdict instanceof JobVerdict.Queued queued ? queued.start() : Optional.empty();
    }

    private static Optional<Instant> started(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Running running -> Optional.of(running.startedAt());
            case JobVerdict.Ended ended -> ended.startedAt();
            case JobVerdict other -> Optional.empty();
        };
    }

    private static Optional<JobVerdict.Ended> ended(JobVerdict verdict) {
        return verdict instanceof JobVerdict.Ended ended ? Optional.of(ended) : Optional.empty();
    }

    private static String start(Optional<Instant> started, Optional<Instant> expected) {
        return started.map(StatusText::brief)
                .or(() -> expected.map(time -> "~" + StatusText.brief(time)))
                .orElse("");
    }

    private static CostBasis basis(JobCost.Basis basis) {
        return switch (basis) {
            case QUOTED -> CostBasis.QUOTED;
            case FINAL -> CostBasis.FINAL;
        };
    }

    private static Reason spoken(FieldFault fault) {
        return new Reason(fault.reason().word(), fault.text());
    }

    private static long generation(TrainingJob job) {
        Long generation = job.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }
}
