package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.quote.FreeBalance;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.cycle.HoldCourse;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.JobEvent;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.translate.WorkerTranslation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Extends the holds of running attempts before they run out; when nothing is left, does what each tenant chose. */
final class HoldDesk {
    private static final Logger LOG = LoggerFactory.getLogger(HoldDesk.class);
    /** What lasts for an hour needs no look for a minute; what does not, or was not extended, is looked at every few seconds. */
    private static final long LASTS_MILLIS = 60_000;

    private static final long SCARCE_MILLIS = 5_000;

    /** From when its money ends within its grace an attempt is found by the next look, and has its pods go within so long after its grace. */
    private static final long LEAVES_MILLIS = SCARCE_MILLIS + StopCourse.AFTERWARDS_SECONDS * 1_000;

    private final Store store;
    private final long epoch;
    private final JobRecords jobs;
    private final Attempts attempts;
    private final Events events;
    private final StoredTerms stored;
    /** When to look at an attempt's hold again that lasts; looked up only. */
    private final Map<AttemptKey, Long> lasting = new HashMap<>();

    HoldDesk(Parts parts, Attempts attempts) {
        this.store = parts.store();
        this.epoch = parts.epoch();
        this.jobs = parts.jobs();
        this.attempts = attempts;
        this.events = parts.events();
        this.stored = new StoredTerms(parts.store());
    }

    /** Looks at every attempt that runs on a hold. */
    void watch(Sight sight) {
        List<Intent> running = jobs.live().stream()
                .filter(intent -> intent.state() == IntentState.OBSERVED
                        && intent.holdId().isPresent()
                        && lasting.getOrDefault(intent.attempt(), 0L) <= sight.nowMillis())
                .toList();
        lasting.values().removeIf(until -> until <= sight.nowMillis());
        if (running.isEmpty()) {
            return;
        }
        HoldCourse course = course(sight);
        SortedMap<AttemptKey, Command.Extend> extensions = new TreeMap<>();
        for (Intent intent : running) {
            Optional<TrainingJob> job = sight.job(intent.attempt().job().uid());
            Optional<JobTerms> terms = terms(intent, sight);
            // A TrainingJob that is gone is cancelled by others.
            if (job.isPresent() && terms.isPresent()) {
                watch(intent, job.get(), terms.get(), course, sight)
                        .ifPresent(more -> extensions.put(intent.attempt(), more));
            } else if (job.isPresent()) {
                unknown(intent, job.get(), sight);
            }
        }
        extend(extensions);
    }

    /** Nobody knows what its hold has to bear: it was made for the run as estimated, and no longer does the job go on. */
    private void unknown(Intent intent, TrainingJob job, Sight sight) {
        OptionalLong since = sight.gangs().of(intent).runningSince();
        long grace = graceMillis(job);
        lasting.put(intent.attempt(), sight.nowMillis() + SCARCE_MILLIS);
        if (since.isPresent() && since.getAsLong() + intent.estimateMillis() - grace <= sight.nowMillis()) {
            String why = "its contract %s or its vouchers are not known any more, and what was held for it ends"
                    .formatted(intent.contract());
            attempts.end(intent, new Ending(EndReason.PAUSED_WITHOUT_MONEY, why), grace, sight.nowMillis());
        }
    }

    /** Looks at one hold, and returns what is to be added to it. */
    private Optional<Command.Extend> watch(
            Intent intent, TrainingJob job, JobTerms terms, HoldCourse course, Sight sight) {
        Optional<Hold> hold = intent.holdId().flatMap(store::hold);
        if (hold.isEmpty() || sight.gangs().of(intent).runningSince().isEmpty()) {
            return Optional.empty();
        }
        long since = sight.gangs().of(intent).runningSince().getAsLong();
        Times times =
                new Times(since, sight.nowMillis(), graceMillis(job) + LEAVES_MILLIS, killMillis(intent, job, since));
        switch (course.next(run(intent, terms, times), hold.get())) {
            case HoldCourse.Next.Enough enough -> lasting.put(intent.attempt(), sight.nowMillis() + LASTS_MILLIS);
            case HoldCourse.Next.Scarce scarce -> lasting.put(intent.attempt(), sight.nowMillis() + SCARCE_MILLIS);
            case HoldCourse.Next.Extend more -> {
                lasting.put(intent.attempt(), sight.nowMillis() + SCARCE_MILLIS);
                return Optional.of(extension(hold.get(), more));
            }
            case HoldCourse.Next.UsedUp usedUp -> choose(intent, job, terms, usedUp.why(), sight.nowMillis());
        }
        return Optional.empty();
    }

    /**
     * Returns until when an attempt that nobody watched was paid for, where its tenant chose that it pauses or stops then and it went on;
     * empty for all others.
     */
    OptionalLong paidUntil(Intent intent, Sight sight) {
        OptionalLong since = sight.gangs().of(intent).runningSince();
        Optional<Hold> hold = intent.holdId().flatMap(store::hold);
        Optional<JobTerms> terms =
                terms(intent, sight).filter(known -> known.whenMoneyEnds() != WhenMoneyEnds.SELF_PAY);
        if (since.isEmpty() || hold.isEmpty() || terms.isEmpty()) {
            return OptionalLong.empty();
        }
        Times times = new Times(since.getAsLong(), sight.nowMillis(), 0, Long.MAX_VALUE);
        long until = course(sight).coveredUntil(run(intent, terms.get(), times), hold.get());
        return until < sight.nowMillis() ? OptionalLong.of(until) : OptionalLong.empty();
    }

    private HoldCourse course(Sight sight) {
        NetCosts.Market market = sight.market().market();
        return new HoldCourse(market.tariffs(), market.grants(), new FreeBalance(store.balances()));
    }

    private Optional<JobTerms> terms(Intent intent, Sight sight) {
        NetCosts.Market market = sight.market().market();
        return Optional.ofNullable(market.terms().get(intent.attempt().job()))
                .or(() -> stored.of(intent, market.grants()));
    }

    /** When a run began, how far it is looked at, and when it ends at the latest. */
    private record Times(long sinceMillis, long nowMillis, long graceMillis, long killMillis) {}

    private static HoldCourse.Run run(Intent intent, JobTerms terms, Times times) {
        AcceleratorModel model = AcceleratorModel.parse(intent.acceleratorModelId());
        return new HoldCourse.Run(
                terms,
                new Item(intent.site(), model),
                intent.devicesPerWorker() * intent.workers().size(),
                DevicePart.share(DevicePart.parse(intent.share(), intent.devicesPerWorker()), model),
                times.sinceMillis(),
                times.nowMillis(),
                times.graceMillis(),
                times.killMillis());
    }

    private static Command.Extend extension(Hold hold, HoldCourse.Next.Extend more) {
        String holdId = hold.owner().holdId();
        return new Command.Extend("extend/%s/%d".formatted(holdId, hold.lines().size()), holdId, more.lines());
    }

    /** Extends what is to be extended in one transaction; one that is refused takes no other with it. */
    private void extend(SortedMap<AttemptKey, Command.Extend> extensions) {
        if (extensions.isEmpty()) {
            return;
        }
        List<Answer> answers = store.apply(epoch, List.copyOf(extensions.values()));
        List<AttemptKey> attempts = List.copyOf(extensions.keySet());
        for (int i = 0; i < attempts.size(); i++) {
            Command.Extend asked = Objects.requireNonNull(extensions.get(attempts.get(i)));
            if (answers.get(i) instanceof Answer.Refused no) {
                LOG.warn("the hold of {} is not extended: {} {}", attempts.get(i), no.reason(), no.detail());
            } else {
                LOG.info(
                        "the hold of {} is extended by {} lines",
                        attempts.get(i),
                        asked.lines().size());
            }
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
            case PAUSE ->
                attempts.end(intent, new Ending(EndReason.PAUSED_WITHOUT_MONEY, why), graceMillis(job), nowMillis);
            case STOP ->
                attempts.end(intent, new Ending(EndReason.STOPPED_WITHOUT_MONEY, why), graceMillis(job), nowMillis);
        }
    }

    private static long killMillis(Intent intent, TrainingJob job, long sinceMillis) {
        OptionalLong limit = Wanted.limitMillis(job);
        if (limit.isEmpty()) {
            limit = WorkerTranslation.unlimitedMillis(job.getSpec(), intent.estimateMillis());
        }
        return limit.isPresent() ? sinceMillis + limit.getAsLong() + graceMillis(job) : Long.MAX_VALUE;
    }

    private static long graceMillis(TrainingJob job) {
        return StopTerms.of(Optional.of(job)).graceMillis();
    }
}
