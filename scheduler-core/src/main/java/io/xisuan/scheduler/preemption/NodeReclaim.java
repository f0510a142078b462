package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.plan.Victim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Which jobs give their devices back when a pod of the site's owner waits for some that lie together on one node.
 *
 * <p>As in {@link Reclaim} any job of ours may go, and gangs go whole. Of the nodes that may take the pod the one is chosen whose
 * devices come back in time, then from jobs that agreed to be stopped, then at the least harm.
 */
public final class NodeReclaim {
    private final ClusterState state;
    private final long nowMillis;

    public NodeReclaim(ClusterState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
    }

    /**
     * A node that will have the devices free.
     *
     * @param node its index in the state
     * @param victims to be stopped now, in the order of their ids; none when the devices are free or will be without
     * @param freeMillis when the last of those who leave for it has left; now when nobody has to
     */
    public record Chosen(Pool pool, int node, List<Victim> victims, long freeMillis) {
        public Chosen {
            victims = List.copyOf(victims);
        }
    }

    private record Found(Chosen chosen, boolean late, long unwilling, long harm) {
        static final Comparator<Found> BEST_FIRST = Comparator.comparing((Found found) -> found.late)
                .thenComparingLong(found -> found.unwilling)
                .thenComparingLong(found -> found.harm)
                .thenComparingInt(found -> found.chosen.victims().size())
                .thenComparingLong(found -> found.chosen.freeMillis())
                .thenComparingInt(found -> found.chosen.node());
    }

    /**
     * Returns the node, or empty when none that may take the pod has so many devices of ours and free ones; the state is as it was.
     *
     * @param mayTake which nodes of the pools the pod can go to
     * @param byMillis until when the owner is to have them
     */
    public Optional<Chosen> choose(List<Pool> pools, IntPredicate mayTake, int devices, long byMillis) {
        List<Found> found = new ArrayList<>();
        for (Pool pool : pools) {
            for (int node = pool.firstNode(); node < pool.endNode(); node++) {
                if (mayTake.test(node)) {
                    on(pool, node, devices, byMillis).ifPresent(found::add);
                }
            }
        }
        return found.stream().min(Found.BEST_FIRST).map(Found::chosen);
    }

    private Optional<Found> on(Pool pool, int node, int devices, long byMillis) {
        int mark = state.checkpoint();
        try {
            long free = nowMillis;
            for (RunningJob job : leaving(pool, node)) {
                if (pool.freeDevices(node) < devices) {
                    state.end(job.job());
                    free = Math.max(free, job.leavesMillis().orElse(nowMillis));
                }
            }
            List<Stoppable> victims =
                    pool.freeDevices(node) < devices ? victims(pool, node, devices, byMillis) : List.of();
            return pool.freeDevices(node) < devices
                    ? Optional.empty()
                    : Optional.of(found(pool, node, victims, free, byMillis));
        } finally {
            state.rollback(mark);
        }
    }

    private static List<RunningJob> leaving(Pool pool, int node) {
        List<RunningJob> leaving = new ArrayList<>(pool.runningOn(node));
        leaving.removeIf(job -> job.leavesMillis().isEmpty());
        leaving.sort(
                Comparator.comparingLong((RunningJob job) -> job.leavesMillis().orElse(0))
                        .thenComparing(RunningJob::job));
        return leaving;
    }

    /** Ends one job of the node after the other until the devices are free, then lets those go on that were not needed. */
    private List<Stoppable> victims(Pool pool, int node, int devices, long byMillis) {
        List<Stoppable> jobs = new ArrayList<>();
        for (RunningJob job : pool.runningOn(node)) {
            if (job.leavesMillis().isEmpty()) {
                jobs.add(Stoppable.of(job, nowMillis));
            }
        }
        jobs.sort(Comparator.comparing((Stoppable job) -> nowMillis + job.graceMillis() > byMillis)
                .thenComparing(job -> !job.job().request().interruption().preemptible())
                .thenComparingLong(Stoppable::harm)
                .thenComparing(Stoppable.LEAST_HARM_FIRST));
        List<Stoppable> gone = new ArrayList<>();
        for (Stoppable job : jobs) {
            if (pool.freeDevices(node) < devices) {
                state.end(job.id());
                gone.add(job);
            }
        }
        List<Stoppable> needful = new ArrayList<>();
        for (Stoppable job : gone.reversed()) {
            state.resume(job.job());
            if (pool.freeDevices(node) < devices) {
                state.end(job.id());
                needful.add(job);
            }
        }
        return needful;
    }

    private Found found(Pool pool, int node, List<Stoppable> stopped, long leftMillis, long byMillis) {
        long free = leftMillis;
        long harm = 0;
        long unwilling = 0;
        for (Stoppable job : stopped) {
            free = Math.max(free, nowMillis + job.graceMillis());
            harm = DeviceTime.plus(harm, job.harm());
            unwilling += job.job().request().interruption().preemptible() ? 0 : 1;
        }
        List<Victim> victims = stopped.stream()
                .map(Stoppable::victim)
                .sorted(Comparator.comparing(Victim::job))
                .toList();
        return new Found(new Chosen(pool, node, victims, free), free > byMillis, unwilling, harm);
    }
}
