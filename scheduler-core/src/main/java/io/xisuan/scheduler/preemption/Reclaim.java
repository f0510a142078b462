package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.plan.Victim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which jobs give their devices back when the owner of a site asks for them.
 *
 * <p>The owner comes first: any job of ours may go, however high its priority and however often it was stopped. Those that agreed to
 * be stopped go before the others, those that are out in time before those that are not, and among equals those of least harm;
 * gangs go whole.
 */
public final class Reclaim {
    private final ClusterState state;
    private final long nowMillis;

    public Reclaim(ClusterState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
    }

    /**
     * So many devices of a pool, by an instant.
     *
     * @param devices that the owner wants free
     */
    public record Wanted(Pool pool, long devices, long byMillis) {
        public Wanted {
            if (devices < 0) {
                throw new IllegalArgumentException("An owner takes no %d devices of %s".formatted(devices, pool));
            }
        }
    }

    /**
     * What the owner gets, and when.
     *
     * @param freeDevices that nobody holds now
     * @param leavingDevices that come free by jobs which were told to stop before
     * @param victims to be stopped now for the rest, in the order of their ids
     * @param victimsDevices that come free by them
     * @param allMillis when all of it is free; now when nobody has to leave
     */
    public record Returned(
            Wanted wanted,
            long freeDevices,
            long leavingDevices,
            List<Victim> victims,
            long victimsDevices,
            long allMillis) {
        public Returned {
            victims = List.copyOf(victims);
        }

        /** Returns how many devices are missing even when all our jobs have left; 0 when enough come free. */
        public long missingDevices() {
            return Math.max(0, wanted.devices() - freeDevices - leavingDevices - victimsDevices);
        }

        /** Returns by how much the last of them comes too late; 0 when all are there in time. */
        public long lateMillis() {
            return Math.max(0, allMillis - wanted.byMillis());
        }

        /** Returns one line for people. */
        public String text() {
            String few = missingDevices() == 0 ? "" : ", %d too few".formatted(missingDevices());
            String late = lateMillis() == 0 ? "" : ", %d ms too late".formatted(lateMillis());
            return "%s: %d devices wanted: %d free, %d leaving, %d of %d jobs to stop%s%s"
                    .formatted(
                            wanted.pool(),
                            wanted.devices(),
                            freeDevices,
                            leavingDevices,
                            victimsDevices,
                            victims.size(),
                            few,
                            late);
        }
    }

    /** Returns which jobs have to stop; the state is as it was. */
    public Returned choose(Wanted wanted) {
        int mark = state.checkpoint();
        try {
            long free = wanted.pool().freeDevices();
            List<RunningJob> leaving = leaving(wanted, wanted.devices() - free);
            long leavingDevices = stopped(wanted.pool(), leaving);
            List<Stoppable> victims = victims(wanted, wanted.devices() - free - leavingDevices);
            return returned(wanted, free, leaving, leavingDevices, victims);
        } finally {
            state.rollback(mark);
        }
    }

    private Returned returned(
            Wanted wanted, long free, List<RunningJob> leaving, long leavingDevices, List<Stoppable> victims) {
        long sold = wanted.pool().soldDevices();
        victims.forEach(victim -> state.end(victim.id()));
        long all = nowMillis;
        for (RunningJob job : leaving) {
            all = Math.max(all, job.leavesMillis().orElse(nowMillis));
        }
        for (Stoppable victim : victims) {
            all = Math.max(all, nowMillis + victim.graceMillis());
        }
        List<Victim> told = victims.stream()
                .map(Stoppable::victim)
                .sorted(Comparator.comparing(Victim::job))
                .toList();
        return new Returned(
                wanted, free, leavingDevices, told, sold - wanted.pool().soldDevices(), all);
    }

    /** Returns the jobs that leave anyway, the first to leave first, as far as they are in time and needed. */
    private List<RunningJob> leaving(Wanted wanted, long needed) {
        List<RunningJob> jobs = PoolJobs.of(
                wanted.pool(),
                job -> job.leavesMillis().isPresent() && job.leavesMillis().getAsLong() <= wanted.byMillis());
        jobs.sort(
                Comparator.comparingLong((RunningJob job) -> job.leavesMillis().orElse(0))
                        .thenComparing(RunningJob::job));
        List<RunningJob> enough = new ArrayList<>();
        long devices = 0;
        for (RunningJob job : jobs) {
            if (devices < needed) {
                enough.add(job);
                devices += job.allocation().gang().devicesTouched();
            }
        }
        return enough;
    }

    private long stopped(Pool pool, List<RunningJob> jobs) {
        long sold = pool.soldDevices();
        jobs.forEach(job -> state.end(job.job()));
        return sold - pool.soldDevices();
    }

    /** Returns the jobs to stop for so many devices, those that can be done without left out; they hold their places still. */
    private List<Stoppable> victims(Wanted wanted, long needed) {
        List<Stoppable> jobs = new ArrayList<>();
        PoolJobs.of(wanted.pool(), job -> job.leavesMillis().isEmpty())
                .forEach(job -> jobs.add(Stoppable.of(job, nowMillis)));
        jobs.sort(Comparator.comparing((Stoppable job) -> nowMillis + job.graceMillis() > wanted.byMillis())
                .thenComparing(job -> !job.job().request().interruption().preemptible())
                .thenComparing(Stoppable.LEAST_HARM_FIRST));
        long target = wanted.pool().soldDevices() - needed;
        int mark = state.checkpoint();
        List<Stoppable> gone = new ArrayList<>();
        for (Stoppable job : jobs) {
            if (wanted.pool().soldDevices() > target) {
                state.end(job.id());
                gone.add(job);
            }
        }
        List<Stoppable> needful = new ArrayList<>();
        for (Stoppable job : gone.reversed()) {
            state.resume(job.job());
            if (wanted.pool().soldDevices() > target) {
                state.end(job.id());
                needful.add(job);
            }
        }
        state.rollback(mark);
        return needful;
    }
}
