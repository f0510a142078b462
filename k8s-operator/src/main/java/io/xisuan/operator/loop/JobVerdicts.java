package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Money;
import io.xisuan.operator.market.ResourceProblem;
import io.xisuan.operator.report.FieldFault;
import io.xisuan.operator.report.JobCost;
import io.xisuan.operator.report.JobRun;
import io.xisuan.operator.report.JobVerdict;
import io.xisuan.operator.report.Reason;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.time.Instant;
import java.util.Optional;

/** What is said of each job: where it is, why, and what it costs. */
final class JobVerdicts {
    private JobVerdicts() {}

    static JobVerdict refused(ResourceProblem problem) {
        return new JobVerdict.Refused(
                new FieldFault(problem.field(), new Reason(problem.reason().word(), problem.problem())));
    }

    static JobVerdict waiting(Decision.Wait wait, Optional<JobCost> cost) {
        return new JobVerdict.Queued(
                Reason.of(wait.reason(), wait.text()), wait.etaMillis().map(Instant::ofEpochMilli), cost);
    }

    static JobVerdict never(Decision.Never never) {
        return new JobVerdict.Never(Reason.of(never.reason(), never.text()));
    }

    /** Returns what is said of a job that waits to be tried again. */
    static JobVerdict again(Optional<Ending> last, long notBeforeMillis) {
        Reason reason = last.map(ending -> new Reason(ending.reason().word(), "to be tried again: " + ending.text()))
                .orElse(new Reason("TriedBefore", "an attempt came to nothing; to be tried again"));
        return new JobVerdict.Queued(reason, Optional.of(Instant.ofEpochMilli(notBeforeMillis)), Optional.empty());
    }

    /** Returns what is said of a job that its tenant wants to run with vouchers alone, and that has none now. */
    static JobVerdict paused(Ending last) {
        Reason reason =
                new Reason(last.reason().word(), "waits until vouchers bear their share of it again: " + last.text());
        return new JobVerdict.Queued(reason, Optional.empty(), Optional.empty());
    }

    /** Returns what is said of a job of which nothing is to run. */
    static JobVerdict suspended() {
        return new JobVerdict.Suspended(new Reason(
                EndReason.SUSPENDED.word(), "spec.suspend is true: it waits and holds nothing until it is false"));
    }

    /**
     * Returns what is said of an attempt that is being taken down: it stops while it saves itself or will be tried again; else it is
     * over for its user, and its time is not yet closed.
     */
    static JobVerdict ending(Intent intent, StopOrder order, GangPods gang, JobCost quoted) {
        EndReason why = EndReason.ofWord(order.reason());
        if (why.saves() || why.verdict() == EndReason.Verdict.TRY_AGAIN) {
            return new JobVerdict.Stopping(
                    run(intent), new Reason(why.word(), order.text()), Instant.ofEpochMilli(order.byMillis()), quoted);
        }
        return new JobVerdict.Ended(
                run(intent),
                false,
                new Reason(why.word(), order.text()),
                gang.runningSince().stream().mapToObj(Instant::ofEpochMilli).findFirst(),
                Instant.ofEpochMilli(order.orderedAtMillis()),
                quoted,
                false);
    }

    static JobVerdict underWay(Intent intent, GangPods gang, JobCost quoted) {
        return gang.allRan()
                ? new JobVerdict.Running(
                        run(intent), Instant.ofEpochMilli(gang.runningSince().getAsLong()), quoted)
                : new JobVerdict.Starting(run(intent), quoted);
    }

    static JobVerdict ended(Intent intent, Outcome outcome, Optional<Long> startedMillis, long endedMillis) {
        EndReason reason = JobRecord.reason(outcome);
        return new JobVerdict.Ended(
                run(intent),
                reason == EndReason.SUCCEEDED,
                new Reason(reason.word(), outcome.text()),
                startedMillis.map(Instant::ofEpochMilli),
                Instant.ofEpochMilli(endedMillis),
                JobCost.closed(outcome.gross(), outcome.payable(), outcome.later()),
                true);
    }

    static JobCost quoted(Cost.Priced cost) {
        return JobCost.quoted(cost.gross(), cost.payableNow(), cost.expectedLater());
    }

    /** Returns the cost of what nobody prices any more. */
    static JobCost none() {
        return JobCost.quoted(Money.ZERO, Money.ZERO, Money.ZERO);
    }

    private static JobRun run(Intent intent) {
        return new JobRun(
                intent.site(),
                intent.attempt().attempt(),
                AcceleratorModel.parse(intent.acceleratorModelId()),
                intent.devicesPerWorker() * intent.workers().size());
    }
}
