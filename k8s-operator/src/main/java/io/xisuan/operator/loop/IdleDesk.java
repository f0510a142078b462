package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.model.Interval;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.live.LiveEvidence;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.JobEvent;
import io.xisuan.operator.report.JobRemark;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.translate.TimeText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stops jobs that asked to be stopped when they use none of their devices: warns at half of the time, then has them save themselves and
 * leave. Without evidence of every device nothing is stopped, and the job's status says that nobody can see.
 */
final class IdleDesk {
    private static final String WARNING = "IdleWarning";
    private static final String WATCH = "IdleWatch";
    private static final long LOOK_MILLIS = 30_000;

    /** The newest samples are still on their way. */
    private static final long LATE_MILLIS = 60_000;

    private final JobRecords jobs;
    private final Attempts attempts;
    private final Remarks remarks;
    private final Events events;
    private final LiveEvidence evidence;
    private long lookedMillis;

    IdleDesk(Parts parts, Attempts attempts) {
        this.jobs = parts.jobs();
        this.attempts = attempts;
        this.remarks = parts.remarks();
        this.events = parts.events();
        this.evidence = parts.asking().<LiveEvidence>map(Asking::desk).orElse(LiveEvidence.NONE);
    }

    void watch(Sight sight) {
        if (sight.nowMillis() - lookedMillis < LOOK_MILLIS) {
            return;
        }
        lookedMillis = sight.nowMillis();
        for (Intent intent : jobs.live()) {
            String uid = intent.attempt().job().uid();
            Optional<TrainingJob> job = sight.job(uid);
            OptionalLong after = job.map(IdleDesk::afterMillis).orElseGet(OptionalLong::empty);
            if (after.isEmpty()
                    || intent.state() != IntentState.OBSERVED
                    || jobs.of(uid).order().isPresent()) {
                remarks.takeBack(uid, WARNING);
                remarks.takeBack(uid, WATCH);
            } else {
                watch(intent, job.get(), after.getAsLong(), sight);
            }
        }
    }

    static OptionalLong afterMillis(TrainingJob job) {
        try {
            return job.getSpec().idleStop() == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(
                            TimeText.lengthMillis(job.getSpec().idleStop().after()));
        } catch (IllegalArgumentException | ArithmeticException unclear) {
            return OptionalLong.empty();
        }
    }

    private void watch(Intent intent, TrainingJob job, long afterMillis, Sight sight) {
        GangPods gang = sight.gangs().of(intent);
        long end = sight.nowMillis() - LATE_MILLIS;
        OptionalLong since = gang.runningSince();
        if (since.isEmpty() || end - since.getAsLong() < afterMillis / 2 || afterMillis < 2) {
            return;
        }
        String uid = intent.attempt().job().uid();
        String length = Duration.ofMillis(afterMillis).toString().substring(2).toLowerCase(Locale.ROOT);
        switch (IdleSight.of(intent, gang, evidence, new Interval(end - afterMillis / 2, end))) {
            case BUSY -> {
                remarks.takeBack(uid, WARNING);
                remarks.takeBack(uid, WATCH);
            }
            case UNSEEN -> {
                remarks.takeBack(uid, WARNING);
                remarks.say(
                        uid,
                        new JobRemark(
                                WATCH,
                                false,
                                new Reason(
                                        "NoEvidence",
                                        "not every device was sampled without a gap: idleStop cannot see")));
            }
            case IDLE -> {
                remarks.takeBack(uid, WATCH);
                boolean whole = end - since.getAsLong() >= afterMillis
                        && IdleSight.of(intent, gang, evidence, new Interval(end - afterMillis, end)) == IdleSight.IDLE;
                if (whole) {
                    stop(intent, job, length, sight.nowMillis());
                } else {
                    warn(intent, job, length);
                }
            }
        }
    }

    private void stop(Intent intent, TrainingJob job, String length, long nowMillis) {
        Ending ending = new Ending(EndReason.IDLE_STOPPED, "no device of it was active for " + length);
        attempts.end(intent, ending, StopTerms.of(Optional.of(job)).graceMillis(), nowMillis);
    }

    private void warn(Intent intent, TrainingJob job, String length) {
        Reason why = new Reason("NoActivity", "no device was active for half of idleStop.after, which is " + length);
        remarks.say(intent.attempt().job().uid(), new JobRemark(WARNING, true, why));
        events.tell(new JobEvent(
                ResourceRef.to(job),
                JobEvent.Kind.IDLE_WARNING,
                intent.attempt().attempt(),
                why));
    }
}
