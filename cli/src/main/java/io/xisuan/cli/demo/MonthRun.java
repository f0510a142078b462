package io.xisuan.cli.demo;

import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.TierCounting;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.HoldTrim;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.JobId;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.market.Reasons;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.Tenancy;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * One month in virtual time: the loop that the operator runs against a cluster, here against a {@link World}.
 *
 * <p>Each instant: (1) what ended gives back, (2) the headroom of the hour applies and exporters are
 * scraped, (3) jobs arrive, (4) a cycle
 * plans, holds, and acts. What pods do is observed and metered; nothing here is billed.
 */
final class MonthRun {
    /** The virtual scrape interval. */
    static final long SCRAPE_MILLIS = 3_600_000;

    private static final long HOLD_TIME_TO_LIVE_MILLIS = 600_000;

    private final Scenario scenario;
    private final World world;
    private final Meter meter;
    private final EntitlementBook book = new EntitlementBook();
    private final ClusterState state;
    private final List<Scenario.DemoJob> queue = new ArrayList<>();
    private final TreeMap<AttemptKey, GangRun> running = new TreeMap<>();
    private final TreeMap<JobId, JobOutcome> outcomes = new TreeMap<>();
    private final TreeMap<Long, List<GangRun>> releases = new TreeMap<>();
    private final TreeMap<Long, List<Scenario.DemoJob>> arrivals = new TreeMap<>();
    private final TreeSet<Long> instants = new TreeSet<>();
    private final long monthStart;
    private final long monthEnd;

    MonthRun(Scenario scenario, World world, Meter meter) {
        this.scenario = scenario;
        this.world = world;
        this.meter = meter;
        this.state = ClusterState.of(
                scenario.assembled().shapes(), scenario.assembled().nodes());
        this.monthStart = scenario.period().interval().startMillis();
        this.monthEnd = scenario.period().interval().endMillis();
        scenario.assembled().openings().all().forEach(opening -> require(book.apply(opening)));
        for (Scenario.DemoJob job : scenario.jobs()) {
            long at = Math.max(monthStart, job.request().submittedMillis());
            arrivals.computeIfAbsent(at, instant -> new ArrayList<>()).add(job);
            instants.add(at);
        }
        for (long at = monthStart; at < monthEnd; at += SCRAPE_MILLIS) {
            instants.add(at);
        }
    }

    /** Runs the month and returns what became of each job, in order of submission. */
    List<JobOutcome> run(LongConsumer progress) {
        while (!instants.isEmpty()) {
            long now = instants.removeFirst();
            if (now >= monthEnd) {
                break;
            }
            boolean changed = giveBack(now);
            if ((now - monthStart) % SCRAPE_MILLIS == 0) {
                changed |= scenario.headroom().apply(state, now);
                meter.scrape(world, now);
                progress.accept(now);
            }
            changed |= arrive(now);
            meter.observe(now);
            if (changed && !queue.isEmpty()) {
                cycle(now);
            }
        }
        meter.closeMonth(monthEnd);
        meter.recordInventory(world, scenario.period());
        return scenario.jobs().stream().map(this::outcome).toList();
    }

    EntitlementBook book() {
        return book;
    }

    World world() {
        return world;
    }

    private boolean giveBack(long now) {
        List<GangRun> due = releases.remove(now);
        if (due == null) {
            return false;
        }
        for (GangRun run : due) {
            world.release(run);
            state.end(run.attempt().job());
            running.remove(run.attempt());
            meter.observe(now);
            trim(run.attempt(), meter.close(run.attempt(), now));
            outcomes.computeIfPresent(
                    run.attempt().job(),
                    (job, outcome) -> new JobOutcome(
                            outcome.request(), JobOutcome.State.SUCCEEDED, outcome.run(), outcome.why()));
        }
        return true;
    }

    /** Frees what an attempt's hold does not need, now that all its usage is in the journal. */
    private void trim(AttemptKey attempt, List<UsageInterval> usage) {
        String holdId =
                new HoldOwner(terms(attempt.job()).seller(), attempt.job().uid(), attempt.attempt()).holdId();
        book.hold(holdId).ifPresent(hold -> {
            Rater rater = new Rater(
                            scenario.market().tariffs(),
                            AttemptStarts.of(usage),
                            scenario.assembled()::priceLockDays,
                            scenario.market().grants())
                    .counting(TierCounting.DEAREST);
            List<Charge> charges =
                    rater.charges(new UsageSet(usage), scenario.period().interval());
            HoldTrim.commands(hold, charges, scenario.market().grants())
                    .forEach(command -> require(book.apply(command)));
        });
    }

    private boolean arrive(long now) {
        List<Scenario.DemoJob> arrived = arrivals.remove(now);
        if (arrived == null) {
            return false;
        }
        queue.addAll(arrived);
        return true;
    }

    private void cycle(long now) {
        // 1. Plan against a snapshot of balances.
        NetCosts costs = new NetCosts(scenario.market(), book.accounts());
        Plan plan = Scheduler.plan(
                new Scheduler.Situation(
                                state,
                                queue.stream().map(Scenario.DemoJob::request).toList(),
                                costs,
                                now)
                        .shared(Tenancy.of(scenario.assembled().queues())),
                PlanOptions.standard());
        // 2. Hold, then act, decision by decision.
        for (Decision decision : plan.decisions()) {
            switch (decision) {
                case Decision.Start start -> tryStart(start, now);
                case Decision.Wait wait ->
                    note(
                            wait.job(),
                            JobOutcome.State.WAITING,
                            new JobOutcome.Why(Reasons.brief(wait.reason(), wait.text()), wait.text()));
                case Decision.Never never -> {
                    note(
                            never.job(),
                            JobOutcome.State.REFUSED,
                            new JobOutcome.Why(Reasons.brief(never.reason(), never.text()), never.text()));
                    queue.removeIf(job -> job.id().equals(never.job()));
                }
                case Decision.Preempt preempt -> throw unasked(preempt);
                case Decision.Resize resize -> throw unasked(resize);
                case Decision.Move move -> throw unasked(move);
            }
        }
    }

    private static IllegalStateException unasked(Decision decision) {
        return new IllegalStateException("The plan says what it was not asked for: %s".formatted(decision));
    }

    private void tryStart(Decision.Start start, long now) {
        AttemptKey attempt = new AttemptKey(start.job(), 1);
        NetCosts costs = new NetCosts(scenario.market(), book.accounts());
        List<LineRequest> lines = costs.holdLines(start);
        if (!lines.isEmpty() && !hold(start, attempt, lines, now)) {
            return;
        }
        Scenario.DemoJob job = queue.stream()
                .filter(waiting -> waiting.id().equals(start.job()))
                .findFirst()
                .orElseThrow();
        queue.remove(job);
        state.start(RunningJob.of(start.request(), start.allocation(), now, start.expectedEndMillis()));
        GangRun run = world.start(start, attempt, now, runMillis(job, start));
        running.put(attempt, run);
        releases.computeIfAbsent(run.releasedMillis(), at -> new ArrayList<>()).add(run);
        instants.addAll(run.observations().keySet());
        meter.open(run, terms(start.job()).contract());
        meter.observe(now);
        outcomes.put(
                start.job(), new JobOutcome(start.request(), JobOutcome.State.RUNNING, Optional.of(run), why(start)));
    }

    private JobOutcome.Why why(Decision.Start start) {
        String programmes = Reasons.programmes(
                scenario.market().grants().of(terms(start.job()).contract()),
                AcceleratorModel.parse(start.variant().type().id()));
        String full = Reasons.full(start);
        return new JobOutcome.Why(Reasons.brief(start), programmes.isEmpty() ? full : full + "; " + programmes);
    }

    private boolean hold(Decision.Start start, AttemptKey attempt, List<LineRequest> lines, long now) {
        HoldOwner owner =
                new HoldOwner(terms(start.job()).seller(), attempt.job().uid(), attempt.attempt());
        String id = "place/" + owner.holdId();
        Answer answer = book.apply(new Command.Place(id, owner, "quote/" + id, lines, now + HOLD_TIME_TO_LIVE_MILLIS));
        if (!answer.done()) {
            note(
                    start.job(),
                    JobOutcome.State.WAITING,
                    new JobOutcome.Why("not now: the hold was refused", answer.toString()));
            return false;
        }
        require(book.apply(new Command.Activate("activate/" + owner.holdId(), owner.holdId())));
        return true;
    }

    private JobTerms terms(JobId job) {
        JobTerms terms = scenario.market().terms().get(job);
        if (terms == null) {
            throw new IllegalStateException("Job %s has no terms".formatted(job));
        }
        return terms;
    }

    /** Returns the real run time in whole seconds, the resolution of container times. */
    private static long runMillis(Scenario.DemoJob job, Decision.Start start) {
        long estimate = job.request().runtimeMillis(start.variant());
        return Math.max(1, Math.multiplyExact(estimate, (long) job.runPerMille()) / 1_000 / 1_000) * 1_000;
    }

    private void note(JobId job, JobOutcome.State state, JobOutcome.Why why) {
        JobOutcome known = outcomes.get(job);
        if (known == null || known.run().isEmpty()) {
            scenario.jobs().stream()
                    .filter(candidate -> candidate.id().equals(job))
                    .forEach(found -> outcomes.put(job, new JobOutcome(found.request(), state, Optional.empty(), why)));
        }
    }

    private JobOutcome outcome(Scenario.DemoJob job) {
        JobOutcome known = outcomes.get(job.id());
        return known != null
                ? known
                : new JobOutcome(
                        job.request(),
                        JobOutcome.State.WAITING,
                        Optional.empty(),
                        new JobOutcome.Why("submitted later", "submitted after the month's end"));
    }

    private static void require(Answer answer) {
        if (!answer.done()) {
            throw new IllegalStateException("The entitlement book refused what it must accept: " + answer);
        }
    }
}
