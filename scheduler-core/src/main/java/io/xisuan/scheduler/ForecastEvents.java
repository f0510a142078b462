package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.reservation.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What is known to happen: running jobs end, and sites keep more or less for their own users. Each happens once. */
final class ForecastEvents {
    /** No instant. */
    static final long NEVER = Long.MAX_VALUE;

    private final ClusterState state;
    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingLong(End::atMillis)
            .thenComparing(end -> end.job().job()));
    private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingLong(Step::atMillis)
            .thenComparingInt(step -> step.pool().index()));
    private final long[] growth;
    private final long[] fellMillis;

    private record End(long atMillis, RunningJob job, int pool) {}

    private record Step(long atMillis, Pool pool, int devices) {}

    ForecastEvents(ClusterState state, long nowMillis) {
        this.state = state;
        this.growth = new long[state.pools().size()];
        this.fellMillis = new long[growth.length];
        Arrays.fill(fellMillis, NEVER);
        List<End> all = new ArrayList<>();
        for (RunningJob job : state.running()) {
            long at = job.freesMillis(nowMillis, Future.OVERDUE_MILLIS);
            all.add(new End(at, job, poolOf(job)));
        }
        ends.addAll(all);
        for (Pool pool : state.pools()) {
            for (HeadroomStep step : pool.siteShape().calendar()) {
                if (step.fromMillis() > nowMillis && step.type().equals(pool.type())) {
                    steps.add(new Step(step.fromMillis(), pool, step.devices()));
                }
            }
        }
    }

    private int poolOf(RunningJob job) {
        return state.pool(job.allocation().site(), job.allocation().type())
                .orElseThrow()
                .index();
    }

    /** Notes that a job starts in the pool and will end as expected. */
    void started(RunningJob job, Pool pool) {
        ends.add(new End(job.expectedEndMillis(), job, pool.index()));
    }

    /** Returns when something happens next, or {@link #NEVER}. */
    long next() {
        long end = ends.isEmpty() ? NEVER : ends.element().atMillis();
        return steps.isEmpty() ? end : Math.min(end, steps.element().atMillis());
    }

    /** Lets everything happen up to and with the instant. */
    void happenUntil(long instantMillis) {
        while (!ends.isEmpty() && ends.element().atMillis() <= instantMillis) {
            End end = ends.remove();
            state.end(end.job().job());
            growth[end.pool()]++;
        }
        while (!steps.isEmpty() && steps.element().atMillis() <= instantMillis) {
            Step step = steps.remove();
            if (step.devices() < step.pool().headroomDevices()) {
                growth[step.pool().index()]++;
                fellMillis[step.pool().index()] = step.atMillis();
            }
            state.setHeadroom(step.pool().site(), step.pool().type(), step.devices());
        }
    }

    /** Returns a number that rises whenever the pool gets room. */
    long growth(Pool pool) {
        return growth[pool.index()];
    }

    /** Says whether the pool's site keeps less from just this instant on. */
    boolean fell(Pool pool, long instantMillis) {
        return fellMillis[pool.index()] == instantMillis;
    }
}
