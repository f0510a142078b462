package io.xisuan.operator.loop;

import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.StartAnswer;
import io.xisuan.billing.store.StartProposal;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.report.JobCost;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.Tenancy;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cycle: plans what waits against what is free, and commits the starts, hold and intent together, before anything acts. */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    /**
     * How long a new job waits from its creation, which the API server states in whole seconds. What is applied together with it, as
     * its voucher or the nodes of a site, reaches us by other watches that may be later: without the wait the job would be placed by
     * half of what was written.
     */
    private static final long SETTLE_MILLIS = 3_000;

    private final Store store;
    private final long epoch;
    private final ClusterId cluster;
    private final JobRecords jobs;
    private final Limits limits;
    private final CreditGate credit;

    Planner(Store store, long epoch, ClusterId cluster, JobRecords jobs, Limits limits) {
        this.store = store;
        this.epoch = epoch;
        this.cluster = cluster;
        this.jobs = jobs;
        this.limits = limits;
        this.credit = new CreditGate(store.credit());
    }

    /**
     * What a cycle came to.
     *
     * @param decisions on jobs that do not start now
     * @param costs what waiting jobs are quoted with
     * @param started what was committed
     */
    record Cycle(SortedMap<JobId, Decision> decisions, NetCosts costs, List<Started> started) {
        Cycle {
            decisions = new TreeMap<>(decisions);
            started = List.copyOf(started);
        }
    }

    /** A committed start and what its job was quoted. */
    record Started(Intent intent, JobCost quoted) {}

    Cycle cycle(Sight sight) {
        // 1. Plan, against a snapshot of balances that the plan itself decrements.
        NetCosts costs = new NetCosts(sight.market().market(), store.balances());
        credit.begin();
        SortedMap<JobId, Decision> decisions = new TreeMap<>();
        List<JobRequest> queue = queue(sight, costs, decisions);
        if (queue.isEmpty()) {
            return new Cycle(decisions, costs, List.of());
        }
        Capacity capacity = Capacity.of(sight.market(), jobs.live(), began(sight), sight.nowMillis());
        Plan plan = Scheduler.plan(
                new Scheduler.Situation(capacity.state(), queue, costs, sight.nowMillis())
                        .shared(Tenancy.of(sight.market().queues())),
                PlanOptions.standard());
        // 2. Commit the starts in one transaction; a refused hold drops its own start alone.
        List<Started> started = commit(sight, plan);
        // 3. Keep what was decided on the others.
        for (Decision decision : plan.decisions()) {
            if (!(decision instanceof Decision.Start)) {
                decisions.put(decision.job(), decision);
            }
        }
        store.appendDecisions(
                epoch,
                decisions.values().stream()
                        .map(decision -> recorded(decision, sight.nowMillis()))
                        .toList());
        return new Cycle(decisions, costs, started);
    }

    private List<Started> commit(Sight sight, Plan plan) {
        List<StartProposal> proposals = new Proposals(
                        sight.market(), cluster, store.quotes()::lastOf, sight.nowMillis())
                .of(plan.starts(), store.balances(), uid -> jobs.of(uid).nextAttempt());
        proposals = credit.borne(proposals, sight.market().tenants(), sight.nowMillis());
        List<Started> started = new ArrayList<>();
        if (proposals.isEmpty()) {
            return started;
        }
        store.useTariffs(epoch, priced(sight, plan), sight.nowMillis());
        for (StartAnswer answer : store.commitStarts(epoch, proposals, sight.nowMillis())) {
            switch (answer) {
                case StartAnswer.Committed committed -> {
                    jobs.put(committed.intent());
                    started.add(new Started(
                            committed.intent(), quoted(plan, committed.attempt().job())));
                    LOG.info(
                            "{} is placed at {}",
                            committed.attempt(),
                            committed.intent().site());
                }
                case StartAnswer.Refused refused ->
                    LOG.info("{} is not started now: {} {}", refused.attempt(), refused.reason(), refused.detail());
            }
        }
        return started;
    }

    /** Returns the versions of price lists by which the starts were quoted: from now on they do not change. */
    private static List<TariffVersion> priced(Sight sight, Plan plan) {
        TariffBook tariffs = sight.market().market().tariffs();
        return plan.starts().stream()
                .flatMap(start -> AcceleratorModel.byId(start.variant().type().id())
                        .flatMap(model -> tariffs.versionAt(new Item(start.site(), model), sight.nowMillis()))
                        .stream())
                .distinct()
                .toList();
    }

    private static JobCost quoted(Plan plan, JobId job) {
        return plan.starts().stream()
                .filter(start -> start.job().equals(job))
                .map(start -> JobVerdicts.quoted(start.cost()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the jobs that wait: understood, without an attempt that lives or ended them, and not in a pause before the next. */
    private List<JobRequest> queue(Sight sight, NetCosts costs, Map<JobId, Decision> refused) {
        List<JobRequest> queue = new ArrayList<>();
        for (JobOrder order : sight.market().orders().values()) {
            JobRecord known = jobs.of(order.request().id().uid());
            boolean waits = known.live().isEmpty()
                    && known.outcome().isEmpty()
                    && known.notBeforeMillis(limits) <= sight.nowMillis()
                    && settled(order.request(), sight.nowMillis())
                    && sight.job(order.request().id().uid()).isPresent();
            if (waits && hasWhatItPausedFor(known, order.request(), costs, sight.nowMillis())) {
                Optional<Decision.Wait> wait = credit.refuses(
                        order.request().id(),
                        Optional.ofNullable(
                                sight.market().tenants().get(order.request().tenant())),
                        sight.nowMillis());
                wait.ifPresentOrElse(
                        decision -> refused.put(decision.job(), decision), () -> queue.add(order.request()));
            }
        }
        return queue;
    }

    /** Returns whether what was written together with a job must have been seen by now. */
    static boolean settled(JobRequest job, long nowMillis) {
        return job.times().submittedMillis() + SETTLE_MILLIS <= nowMillis;
    }

    /** A job that paused because its vouchers were used up waits until some voucher pays for it again. */
    private static boolean hasWhatItPausedFor(JobRecord known, JobRequest job, NetCosts costs, long nowMillis) {
        boolean paused = known.lastEnding()
                .filter(ending -> ending.reason() == EndReason.PAUSED_WITHOUT_MONEY)
                .isPresent();
        return !paused || costs.deductsSomewhere(job, nowMillis);
    }

    private SortedMap<JobId, Long> began(Sight sight) {
        SortedMap<JobId, Long> began = new TreeMap<>();
        for (Intent intent : jobs.live()) {
            sight.gangs()
                    .of(intent)
                    .runningSince()
                    .ifPresent(at -> began.put(intent.attempt().job(), at));
        }
        return began;
    }

    private static IllegalStateException unasked(Decision decision) {
        return new IllegalStateException("The plan says what it was not asked for: %s".formatted(decision));
    }

    private static DecisionRecord recorded(Decision decision, long nowMillis) {
        return switch (decision) {
            case Decision.Start start ->
                throw new IllegalArgumentException("%s starts: its intent says so".formatted(start.job()));
            case Decision.Wait wait ->
                new DecisionRecord(wait.job(), nowMillis, "wait", wait.reason().name(), wait.text());
            case Decision.Never never ->
                new DecisionRecord(
                        never.job(), nowMillis, "never", never.reason().name(), never.text());
            case Decision.Preempt preempt -> throw unasked(preempt);
            case Decision.Resize resize -> throw unasked(resize);
            case Decision.Move move -> throw unasked(move);
        };
    }
}
