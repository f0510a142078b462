package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.fairness.QuotaLedger;
import io.xisuan.scheduler.plan.Victim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom to stop so that a waiting job finds places: the jobs that lose least, gangs whole, all in one pool.
 *
 * <p>May be stopped: a preemptible job at work, not leaving and stopped less than three times so far, of strictly lower priority;
 * or of equal or lower priority when the waiting job's tenant takes back what it is guaranteed from one that borrows it. Waiting does not raise
 * the priority here. So no two jobs stop each other in turn: who stops another is of higher priority, or within a guarantee that the
 * other's tenant is not left below.
 *
 * <p>For one cycle.
 */
public final class Preemption {
    private final Grounds grounds;
    private final PoolJobs jobs;

    public Preemption(Grounds grounds) {
        this.grounds = grounds;
        this.jobs = new PoolJobs(grounds.nowMillis());
    }

    /**
     * Whom to stop, and where the waiting job goes.
     *
     * @param target of those asked for
     * @param workers the places of the target's gang once all victims are gone
     * @param victims in the order of their ids
     * @param harmDeviceMillis of all victims together
     * @param startMillis when the last of them has left
     */
    public record Found(
            Target target,
            List<WorkerPlacement> workers,
            List<Victim> victims,
            long harmDeviceMillis,
            long startMillis) {
        private static final Comparator<Found> LEAST_HARM_FIRST = Comparator.comparingLong(Found::harmDeviceMillis)
                .thenComparingInt(found -> found.victims().size())
                .thenComparingInt(found -> found.target().pool().index());

        public Found {
            workers = List.copyOf(workers);
            victims = List.copyOf(victims);
        }
    }

    /** Returns the victims of least harm of all pools, or empty when none within the budget would help. */
    public Optional<Found> find(JobRequest job, List<Target> targets, Budget budget) {
        return targets.stream()
                .flatMap(target -> find(job, target).stream())
                .filter(found -> found.harmDeviceMillis() <= budget.mostHarmDeviceMillis()
                        && found.victims().size() <= budget.mostVictims())
                .min(Found.LEAST_HARM_FIRST);
    }

    /** Forgets the running jobs as they were; to be called when some were told to stop, moved or resized. */
    public void runningChanged() {
        jobs.forget();
    }

    private Optional<Found> find(JobRequest job, Target target) {
        List<Stoppable> mayStop = mayStop(job, target);
        return mayStop.isEmpty()
                ? Optional.empty()
                : Stream.of(mayStop, byHarm(mayStop))
                        .flatMap(order -> new LeastPrefix(grounds.state(), grounds.placement(), target, order)
                                .find().map(found -> found(target, found)).stream())
                        .min(Found.LEAST_HARM_FIRST);
    }

    /**
     * By the harm of the whole job: for a small gang one small victim may do, which loses more a device than a large gang would and
     * less in all.
     */
    private static List<Stoppable> byHarm(List<Stoppable> jobs) {
        return jobs.stream()
                .sorted(Comparator.comparingLong((Stoppable job) -> job.victim().lostDeviceMillis()))
                .toList();
    }

    private Found found(Target target, LeastPrefix.Found found) {
        List<Victim> victims = found.stopped().stream()
                .map(Stoppable::victim)
                .sorted(Comparator.comparing(Victim::job))
                .toList();
        long harm = 0;
        long grace = 0;
        for (Victim victim : victims) {
            harm = DeviceTime.plus(harm, victim.lostDeviceMillis());
            grace = Math.max(grace, victim.graceMillis());
        }
        return new Found(target, found.workers(), victims, harm, grounds.nowMillis() + grace);
    }

    /** Returns the pool's jobs that may be stopped for this one, least harm first, no queue brought below its guarantee. */
    private List<Stoppable> mayStop(JobRequest job, Target target) {
        List<Stoppable> all = jobs.stoppable(target.pool());
        return grounds.quotas().hasGuarantee(job.tenant()) ? lowerOrBorrowing(job, target, all) : lower(job, all);
    }

    private static List<Stoppable> lower(JobRequest job, List<Stoppable> all) {
        List<Stoppable> chosen = new ArrayList<>(all.size());
        for (Stoppable other : all) {
            if (other.priority() < job.priority()) {
                chosen.add(other);
            }
        }
        return chosen;
    }

    private List<Stoppable> lowerOrBorrowing(JobRequest job, Target target, List<Stoppable> all) {
        QuotaLedger quotas = grounds.quotas();
        long demand = grounds.totals().milli(target.gang(), target.pool().type());
        List<Stoppable> chosen = new ArrayList<>();
        for (Stoppable other : all) {
            long freed = milli(other);
            if (other.priority() < job.priority()
                    || (other.priority() == job.priority()
                            && quotas.isReclaim(job.tenant(), demand, other.tenant(), freed))) {
                chosen.add(other);
                quotas.release(other.tenant(), freed);
            }
        }
        for (Stoppable other : chosen) {
            quotas.hold(other.tenant(), milli(other));
        }
        return chosen;
    }

    private long milli(Stoppable job) {
        return grounds.totals()
                .milli(job.job().allocation().gang(), job.job().allocation().type());
    }
}
