package io.xisuan.scheduler.reservation;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The skylines of all pools, each built when it is first asked for: most cycles need few or none.
 *
 * <p>A job past its expected end is taken to end in {@link #OVERDUE_MILLIS}.
 */
public final class Future {
    /** How long a job that should have ended is given. */
    public static final long OVERDUE_MILLIS = 60_000;

    private final ClusterState state;
    private final long nowMillis;
    private final Map<Integer, Skyline> skylines = new HashMap<>();
    private final Map<PoolKey, List<RunningJob>> runningByPool = new HashMap<>();
    private boolean sorted;

    private record PoolKey(SiteId site, DeviceType type) {}

    public Future(ClusterState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
    }

    public long nowMillis() {
        return nowMillis;
    }

    /** Returns the pool's skyline if something was asked of it before; nothing is reserved in a pool without one. */
    public Optional<Skyline> known(Pool pool) {
        return Optional.ofNullable(skylines.get(pool.index()));
    }

    /** Returns the pool's skyline with what runs there, this cycle's starts among it. */
    public Skyline skyline(Pool pool) {
        Skyline known = skylines.get(pool.index());
        if (known != null) {
            return known;
        }
        Skyline skyline = new Skyline(pool, nowMillis);
        skylines.put(pool.index(), skyline);
        sortRunning();
        for (RunningJob job : runningByPool.getOrDefault(key(pool.site(), pool.type()), List.of())) {
            end(skyline, job);
        }
        return skyline;
    }

    /** Notes a start of this cycle, which the state holds already. */
    public void started(Pool pool, RunningJob job) {
        known(pool).ifPresent(skyline -> end(skyline, job));
        runningByPool
                .computeIfAbsent(key(pool.site(), pool.type()), key -> new ArrayList<>())
                .add(job);
    }

    private void sortRunning() {
        if (sorted) {
            return;
        }
        sorted = true;
        for (RunningJob job : state.running()) {
            Allocation allocation = job.allocation();
            runningByPool
                    .computeIfAbsent(key(allocation.site(), allocation.type()), key -> new ArrayList<>())
                    .add(job);
        }
    }

    private void end(Skyline skyline, RunningJob job) {
        Allocation allocation = job.allocation();
        long end = job.freesMillis(nowMillis, OVERDUE_MILLIS);
        for (WorkerPlacement worker : allocation.workers()) {
            skyline.ends(
                    state.nodeOf(allocation.site(), worker.node()),
                    allocation.gang().shape(worker.rank()),
                    1,
                    end);
        }
    }

    private static PoolKey key(SiteId site, DeviceType type) {
        return new PoolKey(site, type);
    }
}
