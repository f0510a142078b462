package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.Scheduler.Situation;
import io.xisuan.scheduler.SchedulerMemory;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.policy.FleetOutline;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Victim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replays jobs under the product's own scheduler: one cycle at each instant at which something was submitted, ended or left,
 * unless too little is free for the smallest waiting job and nobody makes room.
 */
final class PlanReplay {
    private final Domain domain;
    private final Watch watch;
    private final PlanOptions options;
    private final PlanOptions explained;
    private final PlanWorld world;
    private final ClusterState state;
    private final ListPrices prices;
    private final PlanRuns runs;
    private final SchedulerMemory memory;
    private final SortedMap<Integer, Claim> claims = new TreeMap<>();
    /** In the order of submission. */
    private final List<JobRequest> queue = new ArrayList<>();

    private PlanReplay(Domain domain, Watch watch, PlanOptions options) {
        this.domain = domain;
        this.watch = watch;
        this.options = options;
        this.explained = explained(options);
        world = new PlanWorld(domain);
        state = world.emptyState();
        prices = world.prices();
        runs = new PlanRuns(domain, world, state);
        memory = memory();
    }

    /** For a job that is watched: with reasons, and with the expected start of every waiting job. */
    private static PlanOptions explained(PlanOptions options) {
        Set<Measure> measures = EnumSet.of(Measure.FORECAST);
        measures.addAll(options.measures());
        return new PlanOptions(
                options.order(),
                options.reservations(),
                options.considered(),
                true,
                options.weights(),
                measures,
                options.placement());
    }

    /** A placement policy expects the work that the trace holds. */
    private SchedulerMemory memory() {
        return options.placement()
                .map(policy -> new SchedulerMemory(
                        state,
                        policy,
                        FleetOutline.of(
                                state,
                                Arrays.stream(domain.jobs())
                                        .mapToObj(world::request)
                                        .toList())))
                .orElseGet(() -> new SchedulerMemory(state));
    }

    /** Runs one domain to its end. */
    static void run(Domain domain, Watch watch, PlanOptions options) {
        new PlanReplay(domain, watch, options).run();
    }

    private void run() {
        Workload workload = domain.workload();
        int[] jobs = domain.jobs();
        int submitted = 0;
        while (submitted < jobs.length || runs.nextMillis() < Long.MAX_VALUE) {
            long now = Math.min(
                    submitted < jobs.length ? workload.submit(jobs[submitted]) : Long.MAX_VALUE, runs.nextMillis());
            while (runs.nextMillis() == now) {
                runs.endNext().ifPresent(left -> waitsAgain(left, now));
            }
            while (submitted < jobs.length && workload.submit(jobs[submitted]) == now) {
                watch.submitted(jobs[submitted], workload.job(jobs[submitted]).name());
                queue.add(world.request(jobs[submitted++]));
            }
            if (someMightStart() || watch.hasSeenNothing()) {
                plan(now);
            }
        }
        domain.requireAllEnded();
    }

    private void waitsAgain(PlanRuns.Left left, long now) {
        int place = queue.size();
        while (place > 0 && PlanRuns.index(queue.get(place - 1).id()) > left.job()) {
            place--;
        }
        queue.add(place, left.request());
        if (watch.isOn(left.job())) {
            watch.stopped(now, left.lostMillis());
        }
    }

    private boolean someMightStart() {
        if (options.measures().stream().anyMatch(measure -> measure != Measure.FORECAST)) {
            return true;
        }
        long free = 0;
        for (Pool pool : state.pools()) {
            free += pool.freeDevices();
        }
        for (JobRequest job : queue) {
            if (job.gang().smallest().devices() <= free
                    || job.times().deadlineMillis().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private void plan(long now) {
        Situation situation = new Situation(state, queue, prices, now).claimed(List.copyOf(claims.values()));
        Set<Integer> settled = new HashSet<>();
        for (Decision decision : Scheduler.plan(situation, watch.isWaiting() ? explained : options, memory)
                .decisions()) {
            int job = PlanRuns.index(decision.job());
            if (watch.isOn(job)) {
                watch.saw(decision, now);
            }
            if (settles(decision, now)) {
                settled.add(job);
                claims.remove(job);
            }
        }
        if (!settled.isEmpty()) {
            queue.removeIf(request -> settled.contains(PlanRuns.index(request.id())));
        }
    }

    /** Acts on a decision; says whether its job waits no more. */
    private boolean settles(Decision decision, long now) {
        int job = PlanRuns.index(decision.job());
        return switch (decision) {
            case Decision.Start start -> {
                runs.start(start, now);
                yield true;
            }
            case Decision.Never never -> {
                domain.records().refuse(job, Never.of(never.reason()));
                yield true;
            }
            case Decision.Preempt preempt -> {
                for (Victim victim : preempt.victims()) {
                    runs.stopBy(victim.job(), now + Math.max(1, victim.graceMillis()));
                }
                claims.put(job, Claim.of(preempt));
                yield false;
            }
            case Decision.Move move -> {
                claims.put(job, Claim.of(move));
                yield false;
            }
            case Decision.Resize resize -> {
                runs.resize(resize, now);
                yield false;
            }
            case Decision.Wait wait -> false;
        };
    }
}
