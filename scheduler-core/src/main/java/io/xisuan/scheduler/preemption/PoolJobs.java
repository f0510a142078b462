package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The running jobs of each pool in the order of least harm, sorted once a cycle however many jobs ask.
 *
 * <p>When jobs are told to stop, moved or resized in the course of the cycle, the lists are to be made anew: {@link #forget}.
 */
final class PoolJobs {
    private final long nowMillis;
    private final TreeMap<Integer, List<Stoppable>> sorted = new TreeMap<>();

    PoolJobs(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    /** Returns the jobs of a pool for which the condition holds, by node, each gang once. */
    static List<RunningJob> of(Pool pool, Predicate<RunningJob> condition) {
        List<RunningJob> jobs = new ArrayList<>();
        for (int node = pool.firstNode(); node < pool.endNode(); node++) {
            for (RunningJob job : pool.runningOn(node)) {
                if (condition.test(job) && beginsOn(pool, node, job)) {
                    jobs.add(job);
                }
            }
        }
        return jobs;
    }

    private static boolean beginsOn(Pool pool, int node, RunningJob job) {
        return job.allocation().workers().getFirst().node().equals(pool.nodeName(node));
    }

    /** Returns the jobs whose places other jobs may take, least harm first. */
    List<Stoppable> stoppable(Pool pool) {
        return sorted.computeIfAbsent(pool.index(), index -> sorted(pool));
    }

    private List<Stoppable> sorted(Pool pool) {
        List<Stoppable> jobs = new ArrayList<>();
        for (RunningJob job : of(pool, running -> Stoppable.byOthers(running, nowMillis))) {
            jobs.add(Stoppable.of(job, nowMillis));
        }
        jobs.sort(Stoppable.LEAST_HARM_FIRST);
        return jobs;
    }

    /** Forgets what was found before; to be called when running jobs were told to stop, moved or resized. */
    void forget() {
        sorted.clear();
    }
}
