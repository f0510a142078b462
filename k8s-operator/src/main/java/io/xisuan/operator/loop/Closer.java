package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentStep;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.StepAnswer;
import io.xisuan.billing.store.StopEnd;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.live.ClosedAttempt;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.report.JobRemark;
import io.xisuan.operator.report.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes attempts whose every pod is over and whose time is in the journal: how they ended, what of their work is lost, what they
 * cost. Each of the three is stored once, in this order, and stored again after a crash between them without a change.
 */
final class Closer {
    private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

    /** A pod that was created just before its attempt was given up may take so long to be seen. */
    private static final long UNSEEN_MILLIS = 5_000;

    /** A closing that is refused is tried again so seldom at last. */
    private static final long LONGEST_PAUSE_MILLIS = 300_000;

    /** The condition of a job whose last attempt is over and cannot be closed. */
    static final String BLOCKED = "ClosingBlocked";

    private static final Ending CANCELLED = new Ending(EndReason.CANCELLED, "the TrainingJob was deleted");

    private final Store store;
    private final long epoch;
    private final JobRecords jobs;
    private final AttemptTimes times;
    private final Attempts attempts;
    private final Hands hands;
    private final Remarks remarks;
    private final OrderPace pace = new OrderPace(LONGEST_PAUSE_MILLIS);

    Closer(Parts parts, Attempts attempts, Hands hands) {
        this.store = parts.store();
        this.epoch = parts.epoch();
        this.jobs = parts.jobs();
        this.times = parts.times();
        this.attempts = attempts;
        this.hands = hands;
        this.remarks = parts.remarks();
    }

    /** Closes what is over, the last step of all of it in one transaction. */
    void close(List<ClosedAttempt> over, LiveMeter meter, Sight sight) {
        List<ClosedAttempt> ready = over.stream()
                .filter(closed -> known(closed, meter))
                .filter(closed -> seen(closed, sight) && pace.due(closed.attempt(), sight.nowMillis()))
                .toList();
        pace.keepOnly(jobs.live());
        if (ready.isEmpty()) {
            return;
        }
        Closing closing = new Closing(sight.market(), store.books(), store.bestChoices());
        List<ClosedAttempt> priced = new ArrayList<>();
        List<IntentStep> steps = new ArrayList<>();
        for (ClosedAttempt closed : ready) {
            step(closed, closing, sight).ifPresent(step -> {
                priced.add(closed);
                steps.add(step);
            });
        }
        List<StepAnswer> answers = attempts.steps(steps);
        for (int i = 0; i < steps.size(); i++) {
            if (answers.get(i) instanceof StepAnswer.Refused(String detail)) {
                blocked(steps.get(i).attempt(), detail, sight.nowMillis());
            } else {
                closed(steps.get(i), priced.get(i), meter, sight);
            }
        }
    }

    private void closed(IntentStep step, ClosedAttempt over, LiveMeter meter, Sight sight) {
        LOG.info(
                "{} is over: {}",
                step.attempt(),
                step.outcome().map(Outcome::text).orElse("nothing ran"));
        times.used(over.usage());
        meter.forget(step.attempt());
        if (pace.done(step.attempt())) {
            remarks.takeBack(step.attempt().job().uid(), BLOCKED);
        }
        jobs.of(step.attempt().job().uid())
                .last()
                .ifPresent(intent -> attempts.tidy(intent, sight.gangs().of(intent), sight.nowMillis()));
    }

    /** Its time is in the journal and its hold stays: said once, and tried again the more seldom the longer it lasts. */
    private void blocked(AttemptKey attempt, String why, long nowMillis) {
        if (pace.failed(attempt, nowMillis)) {
            LOG.error("{} is over and cannot be closed: {}", attempt, why);
            remarks.say(
                    attempt.job().uid(),
                    new JobRemark(
                            BLOCKED,
                            true,
                            new Reason(
                                    BLOCKED,
                                    "attempt %d is over and measured, and cannot be closed: %s"
                                            .formatted(attempt.attempt(), why))));
        }
    }

    private boolean known(ClosedAttempt closed, LiveMeter meter) {
        times.add(closed.usage());
        boolean lives = live(closed.attempt()).isPresent();
        if (!lives) {
            meter.forget(closed.attempt());
        }
        return lives;
    }

    private Optional<Intent> live(AttemptKey attempt) {
        return jobs.of(attempt.job().uid()).live().filter(live -> live.attempt().equals(attempt));
    }

    /** Whether all that there was of an attempt must have been seen by now, and nothing of it is on its way. */
    private boolean seen(ClosedAttempt closed, Sight sight) {
        long ending = jobs.of(closed.attempt().job().uid()).endingSinceMillis();
        boolean late = closed.usage().isEmpty() && sight.nowMillis() - ending < UNSEEN_MILLIS;
        return !late && !hands.starts(closed.attempt());
    }

    private Optional<IntentStep> step(ClosedAttempt closed, Closing closing, Sight sight) {
        Intent intent = live(closed.attempt()).orElseThrow();
        Optional<TrainingJob> job = sight.job(intent.attempt().job().uid());
        StopTerms terms = StopTerms.of(job);
        GangPods gang = sight.gangs().of(intent);
        Optional<StopOrder> order = jobs.of(intent.attempt().job().uid()).order();
        // 1. Why it ended, durably also where nobody ordered it, and how.
        Ending seen = AttemptCourse.ended(gang, order, terms);
        Ending ending = order.isEmpty() && job.isEmpty() && seen.reason() != EndReason.SUCCEEDED ? CANCELLED : seen;
        if (ending.reason() != EndReason.SUCCEEDED) {
            attempts.end(intent, ending, 0, sight.nowMillis());
            end(intent, closed, gang, terms, sight.nowMillis());
        }
        // 2. What it comes to. What is final for the job has an outcome even if it came to nothing: it is not run
        // again.
        if (closed.usage().isEmpty() && !isFinal(ending)) {
            return Optional.of(IntentStep.aborted(intent.attempt(), sight.nowMillis()));
        }
        try {
            return Optional.of(closing.step(intent, ending, closed.usage(), sight.nowMillis()));
        } catch (InputException unpriced) {
            blocked(
                    closed.attempt(),
                    Optional.ofNullable(unpriced.getMessage()).orElse("it has no price"),
                    sight.nowMillis());
            return Optional.empty();
        }
    }

    private static boolean isFinal(Ending ending) {
        return switch (ending.reason().verdict()) {
            case SUCCESS, FAILURE -> true;
            case CANCELLATION, TRY_AGAIN -> false;
        };
    }

    /** Stores how it left, and what of its work is lost. */
    private void end(Intent intent, ClosedAttempt closed, GangPods gang, StopTerms terms, long nowMillis) {
        Optional<StopRecord> stop = jobs.of(intent.attempt().job().uid()).stop(intent);
        if (stop.isEmpty() || stop.get().end().isPresent()) {
            return;
        }
        String confirmedBy = StopCourse.confirmedBy(gang, terms);
        long lost = LostWork.deviceMillis(terms, !confirmedBy.isEmpty(), closed.usage());
        StopEnd end = new StopEnd(intent.attempt(), confirmedBy, lost, nowMillis);
        store.stops().end(epoch, end);
        jobs.put(new StopRecord(stop.get().order(), Optional.of(end)));
    }
}
