package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.placement.GangPlacement;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where there is room now without delaying what is reserved, with a memory of refusals.
 *
 * <p>Within a cycle room only shrinks: starts take it and reservations keep it. So a gang that was refused once is refused
 * again, and so is every longer run of a gang that would have delayed a reservation.
 */
final class Room {
    private final Future future;
    private final Map<Key, Memory> refused = new HashMap<>();

    private record Key(int pool, Gang gang) {}

    /** Runs of at least so long are refused, for this reason. */
    private record Memory(long runtimeMillis, Shortage shortage) {}

    Room(Future future) {
        this.future = future;
    }

    /** Returns the gang's places in the pool for a run from now, or empty. */
    Optional<Places> places(Pool pool, Gang gang, long runtimeMillis) {
        Memory memory = refused.get(new Key(pool.index(), gang));
        if (memory != null && runtimeMillis >= memory.runtimeMillis()) {
            return Optional.empty();
        }
        Optional<Places> places = find(pool, gang, runtimeMillis);
        if (places.isEmpty()) {
            refused.put(new Key(pool.index(), gang), memory(pool, gang, runtimeMillis));
        }
        return places;
    }

    /** Returns why {@link #places} last refused the gang in the pool. */
    Shortage shortage(Pool pool, Gang gang) {
        Memory memory = refused.get(new Key(pool.index(), gang));
        if (memory == null) {
            throw new IllegalStateException("No gang of %s was refused in %s".formatted(gang, pool));
        }
        return memory.shortage();
    }

    private Optional<Places> find(Pool pool, Gang gang, long runtimeMillis) {
        Optional<Skyline> skyline = future.known(pool).filter(Skyline::hasReservations);
        if (skyline.isEmpty()) {
            return GangPlacement.place(pool, gang, NodeLimit.NONE);
        }
        return skyline.get().maySell(gang, runtimeMillis)
                ? GangPlacement.place(pool, gang, skyline.get().limit(runtimeMillis))
                : Optional.empty();
    }

    private static Memory memory(Pool pool, Gang gang, long runtimeMillis) {
        return GangPlacement.place(pool, gang, NodeLimit.NONE).isPresent()
                ? new Memory(runtimeMillis, Shortage.reserved(pool))
                : new Memory(0, Shortage.of(pool, gang));
    }
}
