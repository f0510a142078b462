package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The future of one pool, node by node: what comes free when running jobs end, and what is reserved.
 *
 * <p>Today is read from the pool as it is; only what differs from today is kept here. What the owner holds is taken to stay
 * as it is. Times are expectations: a job that overruns moves everything behind it, and the next cycle plans anew.
 */
public final class Skyline {
    private final Pool pool;
    private final long nowMillis;
    private final Profile[] byNode;
    private final Profile total = new Profile();
    private boolean reserved;

    public Skyline(Pool pool, long nowMillis) {
        this.pool = pool;
        this.nowMillis = nowMillis;
        this.byNode = new Profile[pool.endNode() - pool.firstNode()];
        for (int i = 0; i < byNode.length; i++) {
            byNode[i] = new Profile();
        }
    }

    /** Says whether anything is reserved; while nothing is, whatever fits now may start. */
    public boolean hasReservations() {
        return reserved;
    }

    /** Notes that workers which hold a node now will leave it. */
    public void ends(int node, WorkerShape shape, int workers, long atMillis) {
        Profile.Step step = step(shape, workers, atMillis);
        profile(node).add(step);
        total.add(step);
    }

    /** Keeps a gang's places for as long as it runs. */
    public void reserve(Reservation reservation, Gang gang, long runtimeMillis) {
        long start = reservation.startMillis();
        for (Places.Share share : reservation.places().shares()) {
            Profile.Step end = step(shape(gang), share.workers(), end(start, runtimeMillis));
            for (Profile profile : List.of(profile(share.node()), total)) {
                profile.add(end.negatedAt(start));
                profile.add(end);
            }
        }
        reserved = true;
    }

    /** Returns the limit that keeps a job which starts now and runs so long from delaying what is reserved. */
    public NodeLimit limit(long runtimeMillis) {
        return (node, shape, most) -> workers(node, new Need(shape, most), new Window(nowMillis, end(nowMillis, runtimeMillis)));
    }

    /** Says whether a job that starts now stays within what may be sold for as long as it runs. */
    public boolean maySell(Gang gang, long runtimeMillis) {
        return sellableThrough(gang, new Window(nowMillis, end(nowMillis, runtimeMillis)));
    }

    /**
     * Returns the earliest time after now and not before the given one at which the gang fits for as long as it runs, or
     * empty when no end of a job that is known makes room for it.
     */
    public Optional<Reservation> earliest(Gang gang, long runtimeMillis, long notBeforeMillis) {
        long devices = pool.freeDevices();
        for (int step = 0; step < total.size(); step++) {
            long start = total.timeMillis(step);
            devices += total.devices(step);
            if (start <= nowMillis || start < notBeforeMillis || devices < gang.devices()) {
                continue;
            }
            Window window = new Window(start, end(start, runtimeMillis));
            Optional<Places> places = sellableThrough(gang, window) ? places(gang, window) : Optional.empty();
            if (places.isPresent()) {
                return Optional.of(new Reservation(start, places.get()));
            }
        }
        return Optional.empty();
    }

    /** A job's expected run: from its start to before its end. */
    private record Window(long from, long to) {}

    private boolean sellableThrough(Gang gang, Window window) {
        return pool.unsoldDevices() + total.leastDevices(window.from(), window.to()) >= gang.devices();
    }

    private Optional<Places> places(Gang gang, Window window) {
        List<Places.Share> room = new ArrayList<>();
        for (int node = pool.firstNode(); node < pool.endNode(); node++) {
            int workers = workers(node, new Need(shape(gang), gang.workers()), window);
            if (workers > 0) {
                room.add(new Places.Share(0, node, workers));
            }
        }
        room.sort(Comparator.comparingInt(Places.Share::workers).reversed());
        List<Places.Share> shares = new ArrayList<>();
        int rest = gang.workers();
        for (Places.Share share : room) {
            if (rest > 0) {
                int workers = Math.min(rest, share.workers());
                shares.add(new Places.Share(0, share.node(), workers));
                rest -= workers;
            }
        }
        return rest == 0 ? Optional.of(new Places(gang, shares)) : Optional.empty();
    }

    private record Need(WorkerShape shape, int most) {}

    private static WorkerShape shape(Gang gang) {
        return gang.roles().getFirst().shape();
    }

    private int workers(int node, Need need, Window window) {
        Pool.NodeBalance today = pool.balance(node);
        Profile future = profile(node);
        return Pool.workers(
                need.shape(),
                need.most(),
                today.devices() + future.leastDevices(window.from(), window.to()),
                today.cpuMillis() + future.leastCpuMillis(window.from(), window.to()),
                today.memoryMib() + future.leastMemoryMib(window.from(), window.to()));
    }

    private Profile profile(int node) {
        return byNode[node - pool.firstNode()];
    }

    private static Profile.Step step(WorkerShape shape, int workers, long atMillis) {
        return new Profile.Step(
                atMillis,
                (long) workers * shape.wholeDevices(),
                workers * shape.cpuMillis(),
                workers * shape.memoryMib());
    }

    /** Saturates, so that an endless job ends after all others. */
    private static long end(long startMillis, long runtimeMillis) {
        return Math.min(Long.MAX_VALUE - runtimeMillis, startMillis) + runtimeMillis;
    }
}
