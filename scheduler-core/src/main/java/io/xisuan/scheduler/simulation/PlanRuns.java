package io.xisuan.scheduler.simulation;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.plan.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The jobs that run in a replay under the product's own scheduler: until they end, or are told to stop and leave.
 *
 * <p>A job that leaves has lost what it worked since its last checkpoint (nothing when it saves itself within its grace), and needs
 * its restart before it works again. One that goes on with other workers loses its restart alone.
 */
final class PlanRuns {
    private final Domain domain;
    private final PlanWorld world;
    private final ClusterState state;
    private final ListPrices prices;
    private final Map<String, Integer> siteIndex = new HashMap<>();
    private final LongHeap instants = new LongHeap();
    /** Looked up only; never walked. */
    private final Map<Integer, Run> running = new HashMap<>();
    /** Of jobs that were stopped. Looked up only; never walked. */
    private final Map<Integer, Stopped> stopped = new HashMap<>();

    /**
     * One job with unchanging workers.
     *
     * @param sinceMillis when it started so
     * @param idleMillis how long it did not work at first, because of a restart
     * @param workMillis how long it works with these workers until it is done
     * @param leavesMillis when it leaves; {@link Long#MAX_VALUE} when nobody told it to
     */
    private record Run(RunningJob job, long sinceMillis, long idleMillis, long workMillis, long leavesMillis) {
        long endMillis() {
            return Math.addExact(Math.addExact(sinceMillis, idleMillis), workMillis);
        }

        long nextMillis() {
            return Math.min(endMillis(), leavesMillis);
        }

        Run leavingBy(long millis) {
            return new Run(job, sinceMillis, idleMillis, workMillis, millis);
        }

        Interruption interruption() {
            return job.request().interruption();
        }
    }

    /** What is left of a job, in the time that it takes with all its workers, and how often it was stopped. */
    private record Stopped(long restMillis, int times) {}

    /** A job that left, as it waits again, and how much of its work is lost. */
    record Left(int job, JobRequest request, long lostMillis) {}

    PlanRuns(Domain domain, PlanWorld world, ClusterState state) {
        this.domain = domain;
        this.world = world;
        this.state = state;
        this.prices = world.prices();
        List<String> sites = domain.machines().sites();
        for (int site = 0; site < sites.size(); site++) {
            siteIndex.put(sites.get(site), site);
        }
    }

    static int index(JobId id) {
        return Integer.parseInt(id.uid());
    }

    /** Returns the next instant at which a job ends or leaves; {@link Long#MAX_VALUE} when none runs. */
    long nextMillis() {
        while (!instants.isEmpty()) {
            Run run = running.get(instants.first());
            if (run != null && run.nextMillis() == instants.firstKey()) {
                return instants.firstKey();
            }
            instants.removeFirst(); // It was told to leave earlier, or goes on with other workers.
        }
        return Long.MAX_VALUE;
    }

    /** Ends the next job, or lets it leave: then it waits again. */
    Optional<Left> endNext() {
        long now = nextMillis();
        int job = instants.removeFirst();
        Run run = run(job);
        running.remove(job);
        state.end(run.job().job());
        charge(job, run, now);
        if (run.endMillis() <= now) {
            domain.records().ended(job, now);
            return Optional.empty();
        }
        domain.records().interrupted(job, now);
        return Optional.of(left(job, run, now));
    }

    private Left left(int job, Run run, long now) {
        long restart = run.interruption().restartMillis();
        long ran = now - run.sinceMillis();
        long unsaved = run.interruption().lostMillis(run.sinceMillis(), now) - restart;
        long worked = Math.max(0, ran - run.idleMillis());
        long saved = Math.max(0, ran - unsaved - run.idleMillis());
        Gang gang = run.job().request().gang();
        long rest =
                resized(run.workMillis() - saved, run.job().allocation().gang().workers(), gang.workers());
        stopped.put(job, new Stopped(rest, stops(job) + 1));
        return new Left(job, world.request(job, Math.addExact(rest, restart)), worked - saved);
    }

    private int stops(int job) {
        Stopped before = stopped.get(job);
        return before == null ? 0 : before.times();
    }

    /** Returns how long work takes with so many other workers, rounded up. */
    private static long resized(long millis, long workers, long others) {
        return workers == others ? millis : Math.ceilDiv(Math.multiplyExact(millis, workers), others);
    }

    private Run run(int job) {
        Run run = running.get(job);
        if (run == null) {
            throw new IllegalStateException("Job %d does not run".formatted(job));
        }
        return run;
    }

    void start(Decision.Start start, long now) {
        int job = index(start.job());
        Stopped before = stopped.get(job);
        long rest = before == null ? domain.workload().duration(job) : before.restMillis();
        long idle = before == null ? 0 : start.request().interruption().restartMillis();
        long work = resized(
                rest, start.request().gang().workers(), start.seat().gang().workers());
        // The request of a job that was stopped counts its restart as work; what is planned with is what it takes.
        begin(job, world.request(job, Math.addExact(rest, idle)), start.allocation(), new Span(now, idle, work));
        domain.records().started(job, now, siteIndex.getOrDefault(start.site().value(), 0));
    }

    private record Span(long sinceMillis, long idleMillis, long workMillis) {}

    private void begin(int job, JobRequest request, Allocation allocation, Span span) {
        long end = Math.addExact(Math.addExact(span.sinceMillis(), span.idleMillis()), span.workMillis());
        RunningJob started =
                new RunningJob(request, allocation, span.sinceMillis(), end, OptionalLong.empty(), stops(job));
        state.start(started);
        running.put(job, new Run(started, span.sinceMillis(), span.idleMillis(), span.workMillis(), Long.MAX_VALUE));
        instants.add(end, job);
    }

    /** Tells a job to stop; one that leaves already leaves as it was told at first. */
    void stopBy(JobId id, long leavesMillis) {
        int job = index(id);
        Run run = run(job);
        if (run.leavesMillis() == Long.MAX_VALUE) {
            state.stopBy(id, leavesMillis);
            running.put(job, run.leavingBy(leavesMillis));
            instants.add(run.leavingBy(leavesMillis).nextMillis(), job);
        }
    }

    /** Goes on with other workers, after a restart. */
    void resize(Decision.Resize resize, long now) {
        int job = index(resize.job());
        Run run = run(job);
        state.end(resize.job());
        charge(job, run, now);
        long left = run.workMillis() - Math.max(0, now - run.sinceMillis() - run.idleMillis());
        long work = resized(
                left,
                run.job().allocation().gang().workers(),
                resize.seat().gang().workers());
        begin(
                job,
                run.job().request(),
                resize.seat().allocation(resize.job()),
                new Span(now, run.interruption().restartMillis(), work));
    }

    private void charge(int job, Run run, long now) {
        Allocation held = run.job().allocation();
        long micros = prices.price(held.site(), held.type()).microsPerDeviceHour();
        domain.records().charge(job, Math.multiplyExact(micros, milli(held.gang())), now - run.sinceMillis());
    }

    private static long milli(Gang gang) {
        long milli = 0;
        for (Role role : gang.roles()) {
            int each = role.shape().accelerators() instanceof Accelerators.Share(int share)
                    ? share
                    : role.shape().wholeDevices() * Demand.WHOLE;
            milli += (long) role.maxWorkers() * each;
        }
        return milli;
    }
}
