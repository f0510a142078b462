package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Victim;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which jobs move within a pool so that a gang finds devices together that lie scattered.
 *
 * <p>Any preemptible job may move, whatever its priority, when all that move find other places in the pool at once beside the gang, where
 * the rest of their run delays nothing reserved and needs nothing that the site's own users will. It
 * pays when the work they lose is less than what the gang's devices would do until it starts without it.
 */
public final class Consolidation {
    private final Grounds grounds;
    private final Future future;
    private final PoolJobs jobs;

    public Consolidation(Grounds grounds, Future future) {
        this.grounds = grounds;
        this.future = future;
        this.jobs = new PoolJobs(grounds.nowMillis());
    }

    /** A job that goes to other places of its pool, one a rank, with what that loses. */
    public record Moved(RunningJob job, List<WorkerPlacement> workers, Victim harm) {
        public Moved {
            workers = List.copyOf(workers);
        }
    }

    /**
     * Who moves where, and where the gang goes then.
     *
     * @param moved in the order of their ids
     * @param startMillis when the last of them has left
     */
    public record Found(
            Target target, List<WorkerPlacement> workers, List<Moved> moved, long harmDeviceMillis, long startMillis) {
        private static final Comparator<Found> LEAST_HARM_FIRST = Comparator.comparingLong(Found::harmDeviceMillis)
                .thenComparingInt(found -> found.moved().size())
                .thenComparingInt(found -> found.target().pool().index());

        public Found {
            workers = List.copyOf(workers);
            moved = List.copyOf(moved);
        }

        /** Says whether less is lost than the gang gains on a start at the instant; a gang without one gains all. */
        public boolean pays(long nowMillis, OptionalLong etaMillis) {
            return etaMillis.isEmpty()
                    || harmDeviceMillis
                            < DeviceTime.of(
                                    target.gang().devicesTouched(), Math.max(0, etaMillis.getAsLong() - nowMillis));
        }
    }

    /** Returns the moves of least harm of all pools that pay, or empty when there are none. */
    public Optional<Found> find(JobRequest job, List<Target> targets, OptionalLong etaMillis) {
        return targets.stream()
                .flatMap(target -> find(job, target).stream())
                .filter(found -> found.pays(grounds.nowMillis(), etaMillis))
                .min(Found.LEAST_HARM_FIRST);
    }

    /** Forgets the running jobs as they were; to be called when some were told to stop, moved or resized. */
    public void runningChanged() {
        jobs.forget();
    }

    private Optional<Found> find(JobRequest job, Target target) {
        List<Stoppable> movable = jobs.stoppable(target.pool());
        return new LeastPrefix(grounds.state(), grounds.placement(), target, movable)
                .find()
                .flatMap(found -> moved(job, target, found));
    }

    private Optional<Found> moved(JobRequest job, Target target, LeastPrefix.Found found) {
        ClusterState state = grounds.state();
        int mark = state.checkpoint();
        try {
            found.stopped().forEach(other -> state.end(other.id()));
            state.start(running(job, target, found.workers()));
            List<Moved> moved = new ArrayList<>();
            for (Stoppable other : largestFirst(found.stopped())) {
                Optional<Moved> place = elsewhere(target.pool(), other);
                if (place.isEmpty()) {
                    return Optional.empty();
                }
                moved.add(place.get());
            }
            return Optional.of(found(target, found.workers(), moved));
        } finally {
            state.rollback(mark);
        }
    }

    private RunningJob running(JobRequest job, Target target, List<WorkerPlacement> workers) {
        Pool pool = target.pool();
        Allocation allocation = new Allocation(job.id(), pool.site(), pool.type(), target.gang(), workers);
        return RunningJob.of(
                job, allocation, grounds.nowMillis(), DeviceTime.plus(grounds.nowMillis(), target.holdMillis()));
    }

    private static List<Stoppable> largestFirst(List<Stoppable> jobs) {
        return jobs.stream()
                .sorted(Comparator.comparingInt(Stoppable::devices).reversed().thenComparing(Stoppable::id))
                .toList();
    }

    private Optional<Moved> elsewhere(Pool pool, Stoppable job) {
        Allocation before = job.job().allocation();
        JobRequest request = job.job().request();
        Variant variant = request.variants().stream()
                .filter(each -> each.type().equals(before.type()))
                .findFirst()
                .orElse(Variant.of(before.type()));
        long end = endMillis(job.job());
        Skyline skyline = future.skyline(pool);
        if (!skyline.maySell(before.gang(), end - grounds.nowMillis())) {
            return Optional.empty();
        }
        Optional<Places> places = grounds.placement()
                .place(
                        pool,
                        PlacementWish.of(before.gang(), variant, request.wishes()),
                        skyline.limit(end - grounds.nowMillis()));
        return places.map(found -> {
            List<WorkerPlacement> workers = found.workers(pool);
            Allocation after = new Allocation(job.id(), before.site(), before.type(), before.gang(), workers);
            grounds.state().start(RunningJob.of(request, after, grounds.nowMillis(), end));
            return new Moved(job.job(), workers, job.victim());
        });
    }

    /** Returns when a running job that moves is expected to end: it saves itself, restarts, and one overdue goes on for a while. */
    private long endMillis(RunningJob job) {
        long left = job.freesMillis(grounds.nowMillis(), Future.OVERDUE_MILLIS);
        Interruption interruption = job.request().interruption();
        return DeviceTime.plus(left, interruption.graceMillis() + interruption.restartMillis());
    }

    private Found found(Target target, List<WorkerPlacement> workers, List<Moved> moved) {
        long harm = 0;
        long grace = 0;
        for (Moved each : moved) {
            harm = DeviceTime.plus(harm, each.harm().lostDeviceMillis());
            grace = Math.max(grace, each.harm().graceMillis());
        }
        moved.sort(Comparator.comparing(each -> each.job().job()));
        return new Found(target, workers, moved, harm, grounds.nowMillis() + grace);
    }
}
