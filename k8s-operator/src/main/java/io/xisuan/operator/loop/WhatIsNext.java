package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.model.JobId;
import io.xisuan.operator.inquiry.NextPlan;
import io.xisuan.operator.market.Assembled;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.Tenancy;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.plan.Claim;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that the next plan hangs on, as it is at one moment: the loop goes on while somebody asks what would be.
 *
 * @param live the attempts that hold devices; the estimate of one that leaves is until it has left
 * @param began when each gang began to run
 * @param queue what waits
 */
record WhatIsNext(
        Assembled market,
        List<Intent> live,
        SortedMap<JobId, Long> began,
        OwnerNeeds needs,
        ClosedNodes closed,
        List<JobRequest> queue,
        List<Claim> claims,
        Tenancy tenancy,
        long nowMillis)
        implements NextPlan {
    /** Of longer queues nobody foresees the end in the time that an answer may take. */
    private static final int MOST_FORECAST = 1_000;

    WhatIsNext {
        live = List.copyOf(live);
        queue = List.copyOf(queue);
        claims = List.copyOf(claims);
    }

    /** Takes note of it; for the loop's thread. */
    static WhatIsNext of(Sight sight, JobRecords jobs, Room room, OwnerNeeds needs, List<JobRequest> queue) {
        Runs runs = Runs.of(jobs.live(), sight.gangs(), room.leaving());
        SortedMap<JobId, JobRequest> requests = Planner.requests(sight);
        Tenancy tenancy = room.tenancy(sight);
        return new WhatIsNext(
                sight.market(),
                jobs.live().stream()
                        .map(intent -> untilItLeaves(intent, runs, requests, sight.nowMillis()))
                        .toList(),
                runs.began(),
                needs,
                ClosedNodes.of(sight),
                queue.stream()
                        .filter(job -> jobs.of(job.id().uid()).live().isEmpty()
                                && sight.job(job.id().uid()).isPresent())
                        .toList(),
                room.seats().claims(requests, sight.nowMillis()),
                new Tenancy(tenancy.queues(), tenancy.pastUse().copy(), tenancy.ageMillis()),
                sight.nowMillis());
    }

    private static Intent untilItLeaves(
            Intent intent, Runs runs, SortedMap<JobId, JobRequest> requests, long nowMillis) {
        long grace = Optional.ofNullable(requests.get(intent.attempt().job()))
                .map(request -> request.interruption().graceMillis())
                .orElse(0L);
        var leaves = runs.leavesMillis(intent, grace);
        long since = runs.beganMillis(intent).orElse(nowMillis);
        return leaves.isEmpty() ? intent : lasting(intent, Math.max(1, leaves.getAsLong() - since));
    }

    @Override
    public Scheduler.Situation situation(CostModel costs, int runsPerMille) {
        List<Intent> running =
                live.stream().map(intent -> scaled(intent, runsPerMille)).toList();
        ClusterState state = Capacity.of(market, running, new Runs(began, Optional.empty()), nowMillis)
                .state();
        needs.applyTo(state);
        closed.keepFrom(state);
        List<JobRequest> waiting =
                queue.stream().map(job -> scaled(job, runsPerMille)).toList();
        return new Scheduler.Situation(state, waiting, costs, nowMillis)
                .claimed(claims)
                .shared(tenancy);
    }

    @Override
    public PlanOptions options() {
        EnumSet<Measure> measures = EnumSet.of(Measure.PREEMPT, Measure.CONSOLIDATE, Measure.RESIZE);
        if (queue.size() < MOST_FORECAST) {
            measures.add(Measure.FORECAST);
        }
        return PlanOptions.standard().with(measures);
    }

    /** A run that has lasted longer than it would by the scale is taken to end now. */
    private Intent scaled(Intent intent, int runsPerMille) {
        if (runsPerMille == AS_STATED) {
            return intent;
        }
        Long since = began.get(intent.attempt().job());
        long ran = since == null ? 0 : Math.max(0, nowMillis - since);
        return lasting(intent, Math.max(ran + 1, scaled(intent.estimateMillis(), runsPerMille)));
    }

    private static JobRequest scaled(JobRequest job, int runsPerMille) {
        Times times = job.times();
        return runsPerMille == AS_STATED
                ? job
                : job.withTimes(new Times(
                        times.submittedMillis(),
                        scaled(times.expectedMillis(), runsPerMille),
                        Math.max(times.killMillis(), scaled(times.expectedMillis(), runsPerMille)),
                        times.notBeforeMillis(),
                        times.deadlineMillis()));
    }

    private static long scaled(long millis, int perMille) {
        return Math.clamp(Math.multiplyExact(millis, (long) perMille) / AS_STATED, 1, Times.MAX_RUN_MILLIS);
    }

    private static Intent lasting(Intent intent, long millis) {
        return new Intent(
                intent.attempt(),
                intent.tenant(),
                intent.contract(),
                intent.seller(),
                intent.cluster(),
                intent.site(),
                intent.acceleratorModelId(),
                intent.devicesPerWorker(),
                intent.share(),
                intent.workers(),
                millis,
                intent.holdId(),
                intent.state(),
                intent.epoch(),
                intent.plannedAtMillis(),
                intent.changedAtMillis(),
                intent.outcome());
    }
}
