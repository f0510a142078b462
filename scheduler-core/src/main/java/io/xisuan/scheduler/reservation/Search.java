package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for the first time at which a gang fits a pool for as long as it runs, and for its places then.
 *
 * <p>Times are guessed from below, node by node, as if each node's best time lasted, and then tried. A required topology is
 * kept: the whole gang goes to the domain that it leaves least of. A preferred one is not promised ahead.
 */
final class Search {
    /** How many times are tried before only the time is left after which nothing changes any more. */
    static final int MOST_TRIES = 1_000;

    private final NodeFuture nodes;
    private final Sales sales;
    private final PlacementWish wish;
    private final long runMillis;
    /** Whether the wish keeps any node out; asked of each node. */
    private final boolean choosy;

    Search(NodeFuture nodes, Sales sales, PlacementWish wish, long runMillis) {
        this.nodes = nodes;
        this.sales = sales;
        this.wish = wish;
        this.runMillis = runMillis;
        this.choosy = !wish.avoided().isEmpty() || wish.variant().architecture().isPresent();
    }

    /** A time and the places then. */
    record Found(long startMillis, Places places) {}

    /** Returns the first time from {@code from} to before {@code limit}, or empty. */
    Optional<Found> first(long from, long limit) {
        long earliest = from;
        for (int tries = 0; tries <= MOST_TRIES; tries++) {
            long guess = guess(earliest, limit);
            if (guess == Soonest.NEVER) {
                return Optional.empty();
            }
            Window window = Window.of(guess, runMillis);
            long shortAt = sales.shortAt(wish.gang().devicesTouched(), window);
            if (shortAt != Soonest.NEVER) {
                earliest = sales.after(wish.gang().devicesTouched(), shortAt);
            } else {
                Optional<Places> places = places(window);
                if (places.isPresent()) {
                    return Optional.of(new Found(guess, places.get()));
                }
                earliest = nextChange(guess);
            }
            if (tries == MOST_TRIES - 1) {
                earliest = Math.max(earliest, lastChange());
            }
            if (earliest >= limit) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Returns a time before which the gang surely does not fit; {@link Soonest#NEVER} when that is at the limit. */
    private long guess(long from, long limit) {
        long best = Soonest.NEVER;
        int first = pool().firstNode();
        while (first < pool().endNode() && best > from) {
            int end = domainEnd(first);
            best = Math.min(best, guess(first, end, from, Math.min(best, limit)));
            first = end;
        }
        return best;
    }

    private long guess(int first, int end, long from, long limit) {
        long latest = from;
        for (Role role : wish.gang().roles()) {
            Soonest soonest = new Soonest(role.maxWorkers(), limit);
            for (int node = first; node < end && soonest.limit() > from; node++) {
                gains(node, role, from, soonest);
            }
            latest = Math.max(latest, soonest.instant());
        }
        return latest;
    }

    private void gains(int node, Role role, long from, Soonest soonest) {
        WorkerShape shape = role.shape();
        if (!nodes.reserved().on(node).isEmpty()) {
            reservedGains(node, role, from, soonest);
            return;
        }
        long firstEnd = nodes.ends().first(node);
        boolean full = firstEnd > from && nodes.isFullUntilFirstEnd(node, shape);
        if ((full && firstEnd >= soonest.limit()) || !admits(node)) {
            return;
        }
        int before = full ? 0 : nodes.workers(node, shape, role.maxWorkers(), from, from + 1);
        soonest.add(from, before);
        long[] row = nodes.ends().row(node);
        for (int at = 0; at < row.length && row[at + Ends.TIME] < soonest.limit(); at += Ends.FIELDS) {
            long time = row[at + Ends.TIME];
            if (time > from && before < role.maxWorkers()) {
                int workers = nodes.workers(node, shape, role.maxWorkers(), time, time + 1);
                soonest.add(time, workers - before);
                before = Math.max(before, workers);
            }
        }
    }

    private void reservedGains(int node, Role role, long from, Soonest soonest) {
        if (!admits(node)) {
            return;
        }
        int before = 0;
        for (long time : changes(node, from)) {
            Window window = Window.of(time, runMillis);
            int workers = nodes.workers(node, role.shape(), role.maxWorkers(), time, window.to());
            soonest.add(time, workers - before);
            before = Math.max(before, workers);
        }
    }

    private SortedSet<Long> changes(int node, long from) {
        SortedSet<Long> times = new TreeSet<>();
        times.add(from);
        long[] row = nodes.ends().row(node);
        for (int at = 0; at < row.length; at += Ends.FIELDS) {
            times.add(row[at + Ends.TIME]);
        }
        nodes.reserved().on(node).forEach(hold -> times.add(hold.endMillis()));
        return times.tailSet(from);
    }

    private long nextChange(long instant) {
        long next = sales.next(instant);
        for (int node = pool().firstNode(); node < pool().endNode(); node++) {
            if (nodes.ends().first(node) < next) {
                long[] row = nodes.ends().row(node);
                for (int at = 0; at < row.length && row[at + Ends.TIME] < next; at += Ends.FIELDS) {
                    next = row[at + Ends.TIME] > instant ? row[at + Ends.TIME] : next;
                }
            }
        }
        return next;
    }

    private long lastChange() {
        long last = 0;
        for (int node = pool().firstNode(); node < pool().endNode(); node++) {
            long[] row = nodes.ends().row(node);
            last = row.length == 0 ? last : Math.max(last, row[row.length - Ends.FIELDS]);
        }
        for (long next = sales.next(last); next != Soonest.NEVER; next = sales.next(last)) {
            last = next;
        }
        return last;
    }

    private Optional<Places> places(Window window) {
        Optional<Places> best = Optional.empty();
        long least = Long.MAX_VALUE;
        int first = pool().firstNode();
        while (first < pool().endNode()) {
            int end = domainEnd(first);
            Attempt attempt = new Attempt(nodes, wish, window, first, end);
            Optional<Places> places = attempt.places();
            if (places.isPresent() && attempt.room() < least) {
                best = places;
                least = attempt.room();
            }
            first = end;
        }
        return best;
    }

    private int domainEnd(int node) {
        TopologyLevel level = wish.topology().required() ? wish.topology().level() : TopologyLevel.SITE;
        return pool().domainEnd(level, pool().domain(level, node));
    }

    private boolean admits(int node) {
        return !choosy || admits(pool(), wish, node);
    }

    static boolean admits(Pool pool, PlacementWish wish, int node) {
        return (wish.avoided().isEmpty() || !wish.avoided().contains(pool.nodeName(node)))
                && (wish.variant().architecture().isEmpty()
                        || wish.variant().architecture().get()
                                == pool.traits(node).architecture());
    }

    private Pool pool() {
        return nodes.pool();
    }

    /** The places of a gang on a range of nodes in one window: for each role the nodes that take most workers first. */
    private static final class Attempt {
        private final NodeFuture nodes;
        private final PlacementWish wish;
        private final Window window;
        private final int first;
        private final int end;
        private final List<Places.Share> shares = new ArrayList<>();
        private long room;

        Attempt(NodeFuture nodes, PlacementWish wish, Window window, int first, int end) {
            this.nodes = nodes;
            this.wish = wish;
            this.window = window;
            this.first = first;
            this.end = end;
        }

        /** Returns how many workers the range takes in all. */
        long room() {
            return room;
        }

        Optional<Places> places() {
            NodeFuture left = nodes;
            for (int role = 0; role < wish.gang().roles().size(); role++) {
                if (!place(left, role)) {
                    return Optional.empty();
                }
                if (role + 1 < wish.gang().roles().size()) {
                    left = nodes.with(wish.gang(), shares, window);
                }
            }
            return Optional.of(new Places(wish.gang(), shares));
        }

        private boolean place(NodeFuture left, int index) {
            Role role = wish.gang().roles().get(index);
            List<Places.Share> rooms = rooms(left, index, role);
            int rest = role.maxWorkers();
            for (Places.Share share : rooms) {
                int workers = Math.min(rest, share.workers());
                if (workers > 0) {
                    shares.add(new Places.Share(index, share.node(), workers));
                    rest -= workers;
                }
            }
            return rest == 0;
        }

        private List<Places.Share> rooms(NodeFuture left, int index, Role role) {
            List<Places.Share> rooms = new ArrayList<>();
            for (int node = first; node < end; node++) {
                if (left.ends().first(node) > window.from() && left.isFullUntilFirstEnd(node, role.shape())) {
                    continue;
                }
                int workers = admits(left.pool(), wish, node)
                        ? left.workers(node, role.shape(), role.maxWorkers(), window.from(), window.to())
                        : 0;
                if (workers > 0) {
                    rooms.add(new Places.Share(index, node, workers));
                    room += workers;
                }
            }
            rooms.sort(Comparator.comparingInt(Places.Share::workers).reversed());
            return rooms;
        }
    }
}
