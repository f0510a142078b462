package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import java.util.List;

/**
 * The skylines of all pools as seen from one instant.
 *
 * <p>A job past its expected end is taken to end in {@link #OVERDUE_MILLIS}; one that was told to stop, when it will be gone.
 * What starts or ends in the state meanwhile is seen.
 */
public final class Future {
    /** How long a job that should have ended is given. */
    public static final long OVERDUE_MILLIS = Ends.OVERDUE_MILLIS;

    private final List<Skyline> skylines;
    private final long nowMillis;

    public Future(ClusterState state, long nowMillis) {
        this.nowMillis = nowMillis;
        Ends ends = new Ends(state, nowMillis);
        this.skylines = state.pools().stream()
                .map(pool -> new Skyline(pool, ends, nowMillis))
                .toList();
    }

    public long nowMillis() {
        return nowMillis;
    }

    /** Returns the pool's skyline. */
    public Skyline skyline(Pool pool) {
        return skylines.get(pool.index());
    }
}
