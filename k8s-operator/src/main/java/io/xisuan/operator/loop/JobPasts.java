package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import io.xisuan.operator.report.JobPast;
import io.xisuan.operator.report.JobVerdict;
import java.util.Optional;

/**
 * What a job has behind it. Attempts that are closed count by what they came to; the running one by the whole hours that it has run, at
 * the rate of its quote: each step is a write of its status.
 */
final class JobPasts {
    private static final long HOUR_MILLIS = 3_600_000;

    private JobPasts() {}

    static JobPast of(JobRecord job, JobVerdict verdict, long nowMillis) {
        int interruptions = 0;
        long lost = 0;
        for (Intent attempt : job.attempts()) {
            boolean again = attempt.state() == IntentState.CLOSED
                    && attempt.outcome()
                            .filter(outcome -> JobRecord.reason(outcome).verdict() == EndReason.Verdict.TRY_AGAIN)
                            .isPresent();
            interruptions += again ? 1 : 0;
            lost += job.stop(attempt)
                    .flatMap(StopRecord::end)
                    .map(end -> end.lostDeviceMillis())
                    .orElse(0L);
        }
        Outcome closed = job.total(new Outcome("", Money.ZERO, Money.ZERO, Money.ZERO));
        Optional<Rational> running = running(job, verdict, nowMillis);
        if (running.isEmpty() || !(verdict instanceof JobVerdict.Running(var run, var since, var cost))) {
            return new JobPast(interruptions, lost, closed.gross(), closed.payable());
        }
        return new JobPast(
                interruptions,
                lost,
                closed.gross().plus(cost.gross().times(running.get(), Rounding.HALF_UP)),
                closed.payable().plus(cost.payableNow().times(running.get(), Rounding.HALF_UP)));
    }

    /** Returns the part of its quoted run that the running attempt has behind it. */
    private static Optional<Rational> running(JobRecord job, JobVerdict verdict, long nowMillis) {
        if (job.live().isEmpty() || !(verdict instanceof JobVerdict.Running running)) {
            return Optional.empty();
        }
        long hours = Math.max(0, nowMillis - running.startedAt().toEpochMilli()) / HOUR_MILLIS;
        long estimate = job.live().get().estimateMillis();
        return hours == 0 || estimate <= 0 ? Optional.empty() : Optional.of(Rational.of(hours * HOUR_MILLIS, estimate));
    }
}
