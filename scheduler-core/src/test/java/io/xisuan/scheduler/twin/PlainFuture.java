package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a pool has left at later instants, each instant looked at by itself. */
final class PlainFuture {
    private final PlainPool pool;
    private final long nowMillis;
    private final List<PlainPool.Reserved> reserved;

    /** A time and the places then. */
    record Found(long startMillis, List<Spot> spots) {}

    PlainFuture(PlainPool pool, long nowMillis) {
        this(pool, nowMillis, pool.reserved());
    }

    private PlainFuture(PlainPool pool, long nowMillis, List<PlainPool.Reserved> reserved) {
        this.pool = pool;
        this.nowMillis = nowMillis;
        this.reserved = reserved;
    }

    /** Returns the same future without what is reserved. */
    PlainFuture unreserved() {
        return new PlainFuture(pool, nowMillis, List.of());
    }

    static long end(long startMillis, long runMillis) {
        return Math.min(Long.MAX_VALUE - runMillis, startMillis) + runMillis;
    }

    /** Returns how many workers the node takes at each moment of {@code [from, to)} at which that may fall. */
    int workers(PlainNode node, WorkerShape shape, int most, long from, long to) {
        int fit = workersAt(node, shape, most, from);
        for (PlainPool.Reserved hold : reserved) {
            if (hold.node() == node && hold.startMillis() > from && hold.startMillis() < to) {
                fit = Math.min(fit, workersAt(node, shape, most, hold.startMillis()));
            }
        }
        return fit;
    }

    private int workersAt(PlainNode node, WorkerShape shape, int most, long instant) {
        if (!node.isOpen()) {
            return 0;
        }
        long devices = node.devicesLeft() + devicesBack(node, instant);
        long cpu = node.cpuLeft();
        long memory = node.memoryLeft();
        for (PlainNode.Held held : node.held()) {
            cpu += held.endMillis() <= instant ? held.shape().cpuMillis() : 0;
            memory += held.endMillis() <= instant ? held.shape().memoryMib() : 0;
        }
        for (PlainPool.Reserved hold : reserved) {
            if (hold.node() == node && hold.covers(instant)) {
                devices -= hold.devices();
                cpu -= hold.workers() * hold.shape().cpuMillis();
                memory -= hold.workers() * hold.shape().memoryMib();
            }
        }
        long fit = shape.accelerators().isPart()
                ? partsAt(node, shape, most, devices, instant)
                : PlainNode.atMost(most, devices, shape.wholeDevices());
        fit = PlainNode.atMost(fit, cpu, shape.cpuMillis());
        fit = PlainNode.atMost(fit, memory, shape.memoryMib());
        for (Map.Entry<String, Long> other : shape.others().entrySet()) {
            fit = PlainNode.atMost(fit, otherAt(node, other.getKey(), instant), other.getValue());
        }
        return (int) fit;
    }

    /** Whole devices come back at their end, opened ones with the last of their parts. */
    private static long devicesBack(PlainNode node, long instant) {
        long devices = 0;
        Map<Integer, Long> slotEnds = new TreeMap<>();
        for (PlainNode.Held held : node.held()) {
            devices += held.endMillis() <= instant ? held.at().devices() : 0;
            if (held.at().slot() != WorkerPlacement.NO_SLOT) {
                slotEnds.merge(held.at().slot(), held.endMillis(), Math::max);
            }
        }
        return devices
                + slotEnds.values().stream().filter(end -> end <= instant).count();
    }

    private long partsAt(PlainNode node, WorkerShape shape, int most, long devices, long instant) {
        int each = perDevice(node, shape);
        long fit = Math.max(0, devices) * each;
        long firstEnd = node.held().stream()
                .filter(held -> !held.job().equals(JobLine.id("trial")))
                .mapToLong(PlainNode.Held::endMillis)
                .min()
                .orElse(Long.MAX_VALUE);
        if (fit < most && instant < firstEnd) {
            int now = node.partsThatFit(shape.accelerators(), 1_000_000);
            fit += Math.max(0, now - (long) node.freeDevices() * each);
        }
        return Math.min(most, fit);
    }

    private static int perDevice(PlainNode node, WorkerShape shape) {
        return node.shape().devices() == 0
                ? 0
                : new PlainSlots(node.shape(), List.of()).perDevice(shape.accelerators());
    }

    private long otherAt(PlainNode node, String name, long instant) {
        long there = node.otherLeft(name);
        for (PlainNode.Held held : node.held()) {
            there += held.endMillis() <= instant ? held.shape().others().getOrDefault(name, 0L) : 0;
        }
        for (PlainPool.Reserved hold : reserved) {
            if (hold.node() == node && hold.covers(instant)) {
                there -= hold.workers() * hold.shape().others().getOrDefault(name, 0L);
            }
        }
        return there;
    }

    long keptAt(long instant) {
        long kept = pool.headroom();
        for (HeadroomStep step : steps()) {
            if (step.fromMillis() <= instant) {
                kept = step.devices();
            }
        }
        return kept;
    }

    private List<HeadroomStep> steps() {
        return pool.site().calendar().stream()
                .filter(step -> step.type().equals(pool.type()) && step.fromMillis() > nowMillis)
                .toList();
    }

    /** Says whether what is kept rises within the window. */
    boolean risesIn(long from, long to) {
        return steps().stream()
                .anyMatch(step -> step.fromMillis() > from && step.fromMillis() < to && step.devices() > keptAt(from));
    }

    /** Says whether so many more devices may be sold throughout {@code [from, to)}. */
    boolean maySell(long devices, long from, long to) {
        boolean bound = pool.headroom() > 0 || steps().stream().anyMatch(step -> step.devices() > 0);
        return devices == 0 || !bound || changes(from, to).stream().allMatch(at -> unsoldAt(at) >= devices);
    }

    private long unsoldAt(long instant) {
        long unsold = pool.total() - keptAt(instant) - pool.sold();
        for (PlainNode node : pool.nodes()) {
            unsold += devicesBack(node, instant);
        }
        for (PlainPool.Reserved hold : reserved) {
            unsold -= hold.covers(instant) ? hold.devices() : 0;
        }
        return unsold;
    }

    /** Returns the first instant and each of {@code (from, to)} at which anything changes. */
    SortedSet<Long> changes(long from, long to) {
        TreeSet<Long> changes = new TreeSet<>();
        for (PlainPool.Reserved hold : reserved) {
            changes.add(hold.startMillis());
            changes.add(hold.endMillis());
        }
        steps().forEach(step -> changes.add(step.fromMillis()));
        pool.nodes().forEach(node -> node.held().forEach(held -> changes.add(held.endMillis())));
        TreeSet<Long> within = new TreeSet<>(changes.subSet(from, Math.max(from, to)));
        within.add(from);
        return within;
    }

    /** Returns the first time from an instant to before a limit at which the gang fits for so long. */
    Optional<Found> first(PlainPlacement.Wish wish, long runMillis, long from, long limit) {
        for (long start : changes(from, limit)) {
            Optional<List<Spot>> spots = spots(wish, start, end(start, runMillis));
            if (start < limit && spots.isPresent()) {
                return Optional.of(new Found(start, spots.get()));
            }
        }
        return Optional.empty();
    }

    /** In the domain that it leaves least of, each role on the nodes that take most of it. */
    private Optional<List<Spot>> spots(PlainPlacement.Wish wish, long from, long to) {
        if (!maySell(wish.gang().devicesTouched(), from, to)) {
            return Optional.empty();
        }
        Optional<List<Spot>> best = Optional.empty();
        long least = Long.MAX_VALUE;
        for (List<PlainNode> domain : pool.domains(wish.widest())) {
            List<Spot> rooms = new ArrayList<>();
            Optional<List<Spot>> spots = spots(wish, domain, from, to, rooms);
            long room = rooms.stream().mapToLong(Spot::workers).sum();
            if (spots.isPresent() && room < least) {
                best = spots;
                least = room;
            }
        }
        return best;
    }

    private Optional<List<Spot>> spots(
            PlainPlacement.Wish wish, List<PlainNode> domain, long from, long to, List<Spot> allRooms) {
        List<Spot> spots = new ArrayList<>();
        PlainFuture left = this;
        for (int index = 0; index < wish.gang().roles().size(); index++) {
            Role role = wish.gang().roles().get(index);
            List<Spot> rooms = new ArrayList<>();
            for (PlainNode node : domain) {
                int workers = wish.admits(node) ? left.workers(node, role.shape(), role.maxWorkers(), from, to) : 0;
                rooms.add(new Spot(index, node, workers));
            }
            allRooms.addAll(rooms);
            rooms.sort(Comparator.comparingInt((Spot spot) -> -spot.workers()));
            int rest = role.maxWorkers();
            for (Spot room : rooms) {
                int workers = Math.min(rest, room.workers());
                if (workers > 0) {
                    spots.add(new Spot(index, room.node(), workers));
                    rest -= workers;
                }
            }
            if (rest > 0) {
                return Optional.empty();
            }
            left = left.with(wish.gang(), spots, from, to);
        }
        return Optional.of(spots);
    }

    private PlainFuture with(Gang gang, List<Spot> spots, long from, long to) {
        List<PlainPool.Reserved> more = new ArrayList<>(reserved);
        spots.forEach(spot -> more.add(hold(gang, spot, from, to)));
        return new PlainFuture(pool, nowMillis, more);
    }

    private static PlainPool.Reserved hold(Gang gang, Spot spot, long from, long to) {
        WorkerShape shape = gang.roles().get(spot.role()).shape();
        long devices = shape.accelerators().isPart()
                ? Math.ceilDiv(spot.workers(), Math.max(1, perDevice(spot.node(), shape)))
                : (long) spot.workers() * shape.wholeDevices();
        return new PlainPool.Reserved(spot.node(), shape, spot.workers(), devices, from, to);
    }

    /** Keeps places from then on for so long. */
    void reserve(Gang gang, Found found, long runMillis) {
        found.spots()
                .forEach(spot -> pool.reserved()
                        .add(hold(gang, spot, found.startMillis(), end(found.startMillis(), runMillis))));
    }
}
