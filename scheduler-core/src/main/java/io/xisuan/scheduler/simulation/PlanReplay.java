package io.xisuan.scheduler.simulation;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.Scheduler.Situation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replays jobs under the product's own scheduler: one cycle at each instant at which something was submitted or ended,
 * unless too little is free for the smallest waiting job.
 */
final class PlanReplay {
    private static final int RESERVATIONS = PlanOptions.standard().reservations();
    /** Jobs have no priorities in traces: their order is that of submission, which the queue has already. */
    private static final PlanOptions OPTIONS = new PlanOptions(
            QueueOrder.AS_GIVEN, RESERVATIONS, PlanOptions.standard().considered(), false);

    /** For a job that is watched: with reasons, and with the expected start of every waiting job. */
    private static final PlanOptions EXPLAINED = new PlanOptions(
                    QueueOrder.AS_GIVEN, RESERVATIONS, PlanOptions.standard().considered(), true)
            .with(Set.of(PlanOptions.Measure.FORECAST));

    private final Domain domain;
    private final Watch watch;
    private final PlanWorld world;
    private final ClusterState state;
    private final ListPrices prices;
    private final LongHeap ends = new LongHeap();
    private final Map<Integer, RunningJob> running = new LinkedHashMap<>();
    private final Map<String, Integer> siteIndex = new HashMap<>();
    private List<JobRequest> queue = new ArrayList<>();
    private long freeDevices;

    private PlanReplay(Domain domain, Watch watch) {
        this.domain = domain;
        this.watch = watch;
        world = new PlanWorld(domain);
        state = world.emptyState();
        prices = world.prices();
        state.nodes().forEach(node -> freeDevices += node.devices());
        List<String> sites = domain.machines().sites();
        for (int site = 0; site < sites.size(); site++) {
            siteIndex.put(sites.get(site), site);
        }
    }

    /** Runs one domain to its end. */
    static void run(Domain domain, Watch watch) {
        new PlanReplay(domain, watch).run();
    }

    private void run() {
        Workload workload = domain.workload();
        int[] jobs = domain.jobs();
        int submitted = 0;
        while (submitted < jobs.length || !ends.isEmpty()) {
            long now = submitted < jobs.length ? workload.submit(jobs[submitted]) : Long.MAX_VALUE;
            if (!ends.isEmpty()) {
                now = Math.min(now, ends.firstKey());
            }
            while (!ends.isEmpty() && ends.firstKey() == now) {
                end(ends.removeFirst(), now);
            }
            while (submitted < jobs.length && workload.submit(jobs[submitted]) == now) {
                watch.submitted(jobs[submitted], workload.job(jobs[submitted]).name());
                queue.add(world.request(jobs[submitted++]));
            }
            if (someMightFit() || watch.hasSeenNothing()) {
                plan(now);
            }
        }
        domain.requireAllEnded();
    }

    private void end(int job, long now) {
        RunningJob ended = running.remove(job);
        if (ended == null) {
            throw new IllegalStateException("Job %d ends and does not run".formatted(job));
        }
        freeDevices += state.end(ended.job()).allocation().gang().devices();
        domain.records().ended(job, now);
    }

    private boolean someMightFit() {
        for (JobRequest job : queue) {
            if (job.gang().devices() <= freeDevices) {
                return true;
            }
        }
        return false;
    }

    private void plan(long now) {
        Situation situation = new Situation(state, queue, prices, now);
        Set<Integer> decided = new HashSet<>();
        for (Decision decision : Scheduler.plan(situation, watch.isWaiting() ? EXPLAINED : OPTIONS)
                .decisions()) {
            int job = Integer.parseInt(decision.job().uid());
            if (watch.isOn(job)) {
                watch.saw(decision, now);
            }
            switch (decision) {
                case Decision.Start start -> {
                    start(job, start, now);
                    decided.add(job);
                }
                case Decision.Never never -> {
                    domain.records().refuse(job, Never.LARGER_THAN_EVERY_SITE);
                    decided.add(job);
                }
                case Decision.Wait wait -> {}
                case Decision.Preempt preempt -> {}
                case Decision.Resize resize -> {}
                case Decision.Move move -> {}
            }
        }
        if (!decided.isEmpty()) {
            queue.removeIf(
                    request -> decided.contains(Integer.parseInt(request.id().uid())));
        }
    }

    private void start(int job, Decision.Start start, long now) {
        long duration = domain.workload().duration(job);
        int devices = start.seat().gang().devices();
        SiteId site = start.site();
        RunningJob started = RunningJob.of(start.request(), start.allocation(), now, now + duration);
        state.start(started);
        freeDevices -= devices;
        running.put(job, started);
        ends.add(now + duration, job);
        domain.records().started(job, now, siteIndex.getOrDefault(site.value(), 0));
        long micros = prices.price(site, start.variant().type()).microsPerDeviceHour();
        domain.records().charge(job, Math.multiplyExact(micros, (long) devices * Demand.WHOLE), duration);
    }
}
