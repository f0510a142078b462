package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobStatus;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.market.ResourceKind;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.JobCost;
import io.xisuan.operator.report.JobEvent;
import io.xisuan.operator.report.JobRun;
import io.xisuan.operator.report.JobStanding;
import io.xisuan.operator.report.JobVerdict;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says of each job where it is, why, and what it costs. */
final class JobReporter {
    private static final long NEWS_MILLIS = 600_000;

    private final StatusBoard board;
    private final Events events;
    private final JobRecords jobs;
    private final AttemptTimes times;
    private final Limits limits;
    private final Remarks remarks;
    private final Map<JobId, Decision> decided = new TreeMap<>();
    private final Map<AttemptKey, JobCost> quotes = new TreeMap<>();
    /** A verdict on a job that waits stays on the board until there is something worth saying. */
    private final Repeats repeats = new Repeats();

    JobReporter(Parts parts) {
        this.board = parts.board();
        this.events = parts.events();
        this.jobs = parts.jobs();
        this.times = parts.times();
        this.limits = parts.limits();
        this.remarks = parts.remarks();
    }

    /** Remembers what a cycle said of jobs that do not start, and what it quoted to those that do. */
    void decided(Planner.Cycle cycle) {
        decided.clear();
        decided.putAll(cycle.decisions());
        quotes.keySet().removeIf(attempt -> jobs.of(attempt.job().uid()).live().isEmpty());
        cycle.started()
                .forEach(started ->
                        repeats.forget(started.intent().attempt().job().uid()));
        repeats.tidy(decided.keySet().stream().map(JobId::uid).collect(Collectors.toSet()));
        cycle.started().forEach(started -> quotes.put(started.intent().attempt(), started.quoted()));
    }

    void report(Sight sight, NetCosts costs) {
        for (TrainingJob job : sight.wishes().jobs()) {
            verdict(sight, job, costs).ifPresent(verdict -> {
                JobRecord known = jobs.of(job.getMetadata().getUid());
                if (!(verdict instanceof JobVerdict.Queued)) {
                    repeats.forget(job.getMetadata().getUid());
                }
                board.publish(
                        ResourceRef.to(job),
                        new JobStanding(
                                verdict,
                                JobPasts.of(known, verdict, sight.nowMillis()),
                                remarks.of(job.getMetadata().getUid())));
                if (isNews(known, verdict, sight.nowMillis())) {
                    event(ResourceRef.to(job), verdict).ifPresent(events::tell);
                }
            });
        }
    }

    /** A leader does not tell again what others told long ago: the API server forgets Events within an hour or so. */
    private static boolean isNews(JobRecord known, JobVerdict verdict, long nowMillis) {
        long since = switch (verdict) {
            case JobVerdict.Starting starting -> placedMillis(known);
            case JobVerdict.Running running -> placedMillis(known);
            case JobVerdict.Ended ended ->
                known.last().map(Intent::changedAtMillis).orElse(nowMillis);
            case JobVerdict.Never never -> nowMillis;
            case JobVerdict.Refused refused -> nowMillis;
            case JobVerdict.Queued queued -> nowMillis;
            case JobVerdict.Stopping stopping -> nowMillis;
            case JobVerdict.Suspended suspended -> nowMillis;
        };
        return nowMillis - since <= NEWS_MILLIS;
    }

    private static long placedMillis(JobRecord known) {
        return known.live().map(Intent::plannedAtMillis).orElse(0L);
    }

    private static Optional<JobEvent> event(ResourceRef job, JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Starting starting -> Optional.of(placed(job, starting.run()));
            case JobVerdict.Running running -> Optional.of(placed(job, running.run()));
            case JobVerdict.Never never -> Optional.of(new JobEvent(job, JobEvent.Kind.NEVER, 0, never.reason()));
            case JobVerdict.Ended ended ->
                ended.succeeded()
                        ? Optional.empty()
                        : Optional.of(new JobEvent(
                                job, JobEvent.Kind.FAILED, ended.run().attempt(), ended.reason()));
            case JobVerdict.Refused refused -> Optional.empty();
            case JobVerdict.Queued queued -> Optional.empty();
            case JobVerdict.Stopping stopping -> stopping(job, stopping);
            case JobVerdict.Suspended suspended -> Optional.empty();
        };
    }

    /** Only what others decided is told: who suspends or shrinks a job knows it. */
    private static Optional<JobEvent> stopping(ResourceRef job, JobVerdict.Stopping stopping) {
        return switch (EndReason.ofWord(stopping.reason().word())) {
            case PREEMPTED, RECLAIMED, DRAINED, MOVED ->
                Optional.of(new JobEvent(
                        job,
                        JobEvent.Kind.PREEMPTED,
                        stopping.run().attempt(),
                        new Reason(
                                stopping.reason().word(),
                                stopping.reason().word() + ": "
                                        + stopping.reason().text())));
            case SUCCEEDED,
                    WORKER_FAILED,
                    DEADLINE_EXCEEDED,
                    STOPPED_WITHOUT_MONEY,
                    PAUSED_WITHOUT_MONEY,
                    RESIZED,
                    SUSPENDED,
                    IDLE_STOPPED,
                    TIME_LIMIT,
                    CANCELLED,
                    UNSCHEDULABLE,
                    IMAGE_NOT_PULLED,
                    GANG_INCOMPLETE,
                    WORKER_LOST,
                    CHECKPOINTED,
                    REFUSED_BY_CLUSTER -> Optional.empty();
        };
    }

    private static JobEvent placed(ResourceRef job, JobRun run) {
        String text = "%d %s at %s".formatted(run.devices(), run.model().id(), run.site());
        return new JobEvent(job, JobEvent.Kind.PLACED, run.attempt(), new Reason("Placed", text));
    }

    private Optional<JobVerdict> verdict(Sight sight, TrainingJob job, NetCosts costs) {
        String namespace = job.getMetadata().getNamespace();
        String name = job.getMetadata().getName();
        JobId id = new JobId(namespace, name, job.getMetadata().getUid());
        JobRecord known = jobs.of(id.uid());
        Optional<Intent> last = known.last();
        if (last.isPresent() && known.outcome().isPresent()) {
            return Optional.of(ended(last.get(), known.total(known.outcome().get())));
        }
        if (known.live().isPresent()) {
            Intent live = known.live().get();
            GangPods gang = sight.gangs().of(live);
            JobCost quoted = quoted(sight, job, live, costs);
            return Optional.of(known.order()
                    .map(order -> JobVerdicts.ending(live, order, gang, quoted))
                    .orElseGet(() -> JobVerdicts.underWay(live, gang, quoted)));
        }
        var problem = sight.problem(ResourceKind.TRAINING_JOB, namespace, name);
        if (problem.isPresent()) {
            return Optional.of(JobVerdicts.refused(problem.get()));
        }
        if (Wanted.suspended(job)) {
            return Optional.of(JobVerdicts.suspended());
        }
        long notBefore = known.notBeforeMillis(limits);
        if (last.isPresent() && notBefore > sight.nowMillis()) {
            return Optional.of(JobVerdicts.again(known.lastEnding(), notBefore));
        }
        Decision decision = decided.get(id);
        if (decision == null && WaitingJobs.isPaused(known)) {
            return known.lastEnding().map(JobVerdicts::paused);
        }
        return Optional.ofNullable(decision).flatMap(found -> waiting(sight, found, costs));
    }

    private Optional<JobVerdict> waiting(Sight sight, Decision decision, NetCosts costs) {
        return switch (decision) {
            case Decision.Start start -> Optional.empty();
            case Decision.Wait wait ->
                repeats.worth(wait.job().uid(), wait.reason().name(), wait.text(), sight.nowMillis())
                        ? Optional.of(JobVerdicts.waiting(wait, cheapest(sight, wait.job(), costs)))
                        : Optional.empty();
            case Decision.Never never -> Optional.of(JobVerdicts.never(never));
            case Decision.Preempt preempt -> Optional.empty();
            case Decision.Resize resize -> Optional.empty();
            case Decision.Move move -> Optional.empty();
        };
    }

    private JobVerdict ended(Intent intent, Outcome outcome) {
        Optional<Interval> ran = times.of(intent.attempt());
        return JobVerdicts.ended(
                intent,
                outcome,
                ran.map(Interval::startMillis),
                ran.map(Interval::endMillis).orElse(intent.changedAtMillis()));
    }

    /** Returns what the job was quoted: what its status says since it started, else what it is quoted now. */
    private JobCost quoted(Sight sight, TrainingJob job, Intent intent, NetCosts costs) {
        TrainingJobStatus status = job.getStatus();
        if (status != null
                && status.gross() != null
                && status.payableNow() != null
                && status.expectedLater() != null
                && Integer.valueOf(intent.attempt().attempt()).equals(status.attempt())) {
            return JobCost.quoted(
                    Money.parseYuan(status.gross()),
                    Money.parseYuan(status.payableNow()),
                    Money.parseYuan(status.expectedLater()));
        }
        return Optional.ofNullable(quotes.get(intent.attempt()))
                .or(() -> quotedNow(sight, intent, costs))
                .orElseGet(JobVerdicts::none);
    }

    /** Returns what the attempt's place costs now: what a leader says that has just taken over from another. */
    private static Optional<JobCost> quotedNow(Sight sight, Intent intent, NetCosts costs) {
        return Optional.ofNullable(sight.market().orders().get(intent.attempt().job()))
                .map(JobOrder::request)
                .flatMap(request -> request.variants().stream()
                        .filter(variant -> variant.type().id().equals(intent.acceleratorModelId()))
                        .map(variant -> costs.cost(request, intent.site(), variant, intent.plannedAtMillis()))
                        .filter(Cost.Priced.class::isInstance)
                        .map(Cost.Priced.class::cast)
                        .findFirst())
                .map(JobVerdicts::quoted);
    }

    /** Returns what a waiting job would cost where it is cheapest now, an offer and no promise. */
    private static Optional<JobCost> cheapest(Sight sight, JobId job, NetCosts costs) {
        return Optional.ofNullable(sight.market().orders().get(job))
                .map(JobOrder::request)
                .flatMap(request -> sight.market().shapes().stream()
                        .filter(site -> request.allows(site.id()))
                        .flatMap(site -> request.variants().stream()
                                .map(variant -> costs.cost(request, site.id(), variant, sight.nowMillis())))
                        .filter(Cost.Priced.class::isInstance)
                        .map(Cost.Priced.class::cast)
                        .min(Comparator.comparing(Cost.Priced::ranking)))
                .map(JobVerdicts::quoted);
    }
}
