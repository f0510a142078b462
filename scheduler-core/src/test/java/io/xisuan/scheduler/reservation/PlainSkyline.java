package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Eta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The plain twin of a skyline: what is left of every node at every millisecond up to a horizon, nothing skipped. */
final class PlainSkyline {
    static final int HORIZON = 400;

    private final Pool pool;
    private final long[][] devices;
    private final long[][] cpuMillis;
    private final long[] unsold = new long[HORIZON];

    PlainSkyline(Pool pool, List<RunningJob> running, int now) {
        this.pool = pool;
        int nodes = pool.endNode();
        this.devices = new long[nodes][HORIZON];
        this.cpuMillis = new long[nodes][HORIZON];
        for (int t = 0; t < HORIZON; t++) {
            unsold[t] = pool.totalDevices() - kept(t, now);
            for (int node = 0; node < nodes; node++) {
                devices[node][t] = pool.isOpen(node) ? pool.capacity(node).devices() : -1_000;
                cpuMillis[node][t] = pool.capacity(node).cpuMillis();
            }
        }
        for (RunningJob job : running) {
            for (WorkerPlacement worker : job.allocation().workers()) {
                WorkerShape shape = job.allocation().gang().shape(worker.rank());
                hold(node(worker), shape, 1, 0, job.expectedEndMillis());
            }
        }
    }

    private long kept(int instant, int now) {
        long kept = pool.headroomDevices();
        for (HeadroomStep step : pool.siteShape().calendar()) {
            kept = step.fromMillis() > now && step.fromMillis() <= instant ? step.devices() : kept;
        }
        return kept;
    }

    private int node(WorkerPlacement worker) {
        int node = pool.firstNode();
        while (!pool.nodeName(node).equals(worker.node())) {
            node++;
        }
        return node;
    }

    void hold(int node, WorkerShape shape, int workers, long from, long to) {
        for (int t = (int) from; t < Math.min(to, HORIZON); t++) {
            devices[node][t] -= (long) workers * shape.wholeDevices();
            cpuMillis[node][t] -= workers * shape.cpuMillis();
            unsold[t] -= (long) workers * shape.wholeDevices();
        }
    }

    void reserve(Places places, long start, long runMillis, int sign) {
        for (Places.Share share : places.shares()) {
            hold(
                    share.node(),
                    places.gang().roles().get(share.role()).shape(),
                    sign * share.workers(),
                    start,
                    start + runMillis);
        }
    }

    /** Tries every millisecond. */
    Optional<Reservation> earliest(PlacementWish wish, int runMillis, int from) {
        for (int t = from; t + runMillis < HORIZON; t++) {
            Optional<Places> places = at(wish, t, runMillis);
            if (places.isPresent()) {
                return Optional.of(new Reservation(t, places.get(), Eta.Cause.JOBS_END));
            }
        }
        return Optional.empty();
    }

    Optional<Places> at(PlacementWish wish, int from, int runMillis) {
        for (int t = from; t < from + runMillis; t++) {
            if (unsold[t] < wish.gang().devices()) {
                return Optional.empty();
            }
        }
        Optional<Places> best = Optional.empty();
        long least = Long.MAX_VALUE;
        TopologyLevel level = wish.topology().required() ? wish.topology().level() : TopologyLevel.SITE;
        for (int domain = pool.domain(level, pool.firstNode());
                domain <= pool.domain(level, pool.endNode() - 1);
                domain++) {
            List<Integer> nodes = new ArrayList<>();
            for (int node = pool.firstNode(); node < pool.endNode(); node++) {
                if (pool.domain(level, node) == domain && !wish.avoided().contains(pool.nodeName(node))) {
                    nodes.add(node);
                }
            }
            long[] room = new long[1];
            Optional<Places> places = within(nodes, wish, from, runMillis, room);
            if (places.isPresent() && room[0] < least) {
                best = places;
                least = room[0];
            }
        }
        return best;
    }

    private Optional<Places> within(List<Integer> nodes, PlacementWish wish, int from, int runMillis, long[] room) {
        List<Places.Share> shares = new ArrayList<>();
        boolean fits = true;
        for (int index = 0; index < wish.gang().roles().size() && fits; index++) {
            Role role = wish.gang().roles().get(index);
            List<Places.Share> rooms = new ArrayList<>();
            for (int node : nodes) {
                rooms.add(new Places.Share(index, node, workers(node, role, from, runMillis)));
            }
            room[0] += rooms.stream().mapToLong(Places.Share::workers).sum();
            rooms.sort(Comparator.comparingInt(Places.Share::workers).reversed());
            int rest = role.maxWorkers();
            for (Places.Share share : rooms) {
                int workers = Math.min(rest, share.workers());
                if (workers > 0) {
                    shares.add(new Places.Share(index, share.node(), workers));
                    hold(share.node(), role.shape(), workers, from, from + runMillis);
                    rest -= workers;
                }
            }
            fits = rest == 0;
        }
        Places places = new Places(wish.gang(), shares);
        reserve(places, from, runMillis, -1);
        return fits ? Optional.of(places) : Optional.empty();
    }

    private int workers(int node, Role role, int from, int runMillis) {
        long least = role.maxWorkers();
        for (int t = from; t < from + runMillis; t++) {
            WorkerShape shape = role.shape();
            least = Math.min(least, Math.max(0, devices[node][t]) / Math.max(1, shape.wholeDevices()));
            least = shape.cpuMillis() == 0
                    ? least
                    : Math.min(least, Math.max(0, cpuMillis[node][t]) / shape.cpuMillis());
        }
        return (int) least;
    }
}
