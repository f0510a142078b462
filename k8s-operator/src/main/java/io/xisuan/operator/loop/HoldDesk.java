package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.quote.FreeBalance;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.cycle.HoldCourse;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.JobEvent;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.translate.Translation;
import io.xisuan.operator.translate.WorkerTranslation;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Extends the holds of running attempts before they run out; when nothing is left, does what each tenant chose. */
final class HoldDesk {
    private static final Logger LOG = LoggerFactory.getLogger(HoldDesk.class);
    private static final long DEFAULT_GRACE_MILLIS = 30_000;
    private static final long MILLIS = 1_000;

    private final Store store;
    private final long epoch;
    private final JobRecords jobs;
    private final Attempts attempts;
    private final Events events;

    HoldDesk(Parts parts, Attempts attempts) {
        this.store = parts.store();
        this.epoch = parts.epoch();
        this.jobs = parts.jobs();
        this.attempts = attempts;
        this.events = parts.events();
    }

    /** Looks at every attempt that runs on a hold. */
    void watch(Sight sight) {
        List<Intent> running = jobs.live().stream()
                .filter(intent -> intent.state() == IntentState.OBSERVED
                        && intent.holdId().isPresent())
                .toList();
        if (running.isEmpty()) {
            return;
        }
        NetCosts.Market market = sight.market().market();
        HoldCourse course = new HoldCourse(market.tariffs(), market.grants(), new FreeBalance(store.balances()));
        for (Intent intent : running) {
            Optional<TrainingJob> job = sight.job(intent.attempt().job().uid());
            Optional<JobTerms> terms = Optional.ofNullable(
                    sight.market().market().terms().get(intent.attempt().job()));
            if (job.isPresent() && terms.isPresent()) {
                watch(intent, job.get(), terms.get(), course, sight);
            }
        }
    }

    private void watch(Intent intent, TrainingJob job, JobTerms terms, HoldCourse course, Sight sight) {
        Optional<Hold> hold = intent.holdId().flatMap(store::hold);
        if (hold.isEmpty() || sight.gangs().of(intent).runningSince().isEmpty()) {
            return;
        }
        HoldCourse.Run run = new HoldCourse.Run(
                terms,
                new Item(intent.site(), AcceleratorModel.parse(intent.acceleratorModelId())),
                intent.devicesPerWorker() * intent.workers().size(),
                sight.gangs().of(intent).runningSince().getAsLong(),
                sight.nowMillis(),
                graceMillis(job));
        switch (course.next(run, hold.get())) {
            case HoldCourse.Next.Enough enough -> {}
            case HoldCourse.Next.Extend more -> extend(intent, hold.get(), more);
            case HoldCourse.Next.UsedUp usedUp -> choose(intent, job, terms, usedUp.why(), sight.nowMillis());
        }
    }

    private void extend(Intent intent, Hold hold, HoldCourse.Next.Extend more) {
        String holdId = hold.owner().holdId();
        String id = "extend/%s/%d".formatted(holdId, hold.lines().size());
        Answer answer = store.apply(epoch, List.of(new Command.Extend(id, holdId, more.lines())))
                .getFirst();
        if (answer instanceof Answer.Refused no) {
            LOG.warn("the hold of {} is not extended: {} {}", intent.attempt(), no.reason(), no.detail());
        } else {
            LOG.info(
                    "the hold of {} is extended by {} lines",
                    intent.attempt(),
                    more.lines().size());
        }
    }

    private void choose(Intent intent, TrainingJob job, JobTerms terms, String why, long nowMillis) {
        switch (terms.whenMoneyEnds()) {
            case SELF_PAY ->
                events.tell(new JobEvent(
                        ResourceRef.to(job),
                        JobEvent.Kind.VOUCHERS_USED_UP,
                        intent.attempt().attempt(),
                        new Reason("VouchersUsedUp", why + "; the tenant pays what follows")));
            case PAUSE -> attempts.end(intent, new Ending(EndReason.PAUSED_WITHOUT_MONEY, why), nowMillis);
            case STOP -> attempts.end(intent, new Ending(EndReason.STOPPED_WITHOUT_MONEY, why), nowMillis);
        }
    }

    private static long graceMillis(TrainingJob job) {
        return WorkerTranslation.graceSeconds(job) instanceof Translation.Done<Long>(Long seconds)
                ? seconds * MILLIS
                : DEFAULT_GRACE_MILLIS;
    }
}
