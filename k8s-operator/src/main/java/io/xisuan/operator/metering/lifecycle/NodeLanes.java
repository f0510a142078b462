package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.model.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The lanes of one resource of one node, by count: which ordinals each pod holds.
 *
 * <p>A pod gets the lowest ordinals that nobody holds from its binding to its release, in the order of binding and uid, and
 * keeps them. What the journal already says of a lane counts as held.
 */
public final class NodeLanes {
    /**
     * How much later than the next pod's binding the last holder may have ended by the node's clock: the scheduler binds a pod
     * when the API server knows that the devices are free, and clocks differ.
     */
    static final long CLOCK_SKEW_MILLIS = 60_000;

    /** The lanes of a pod, and from when it holds them: its binding, or the end of who held them by a clock that is ahead. */
    public record Allotment(List<Integer> ordinals, long fromMillis) {
        public Allotment {
            ordinals = List.copyOf(ordinals);
        }
    }

    private record Holding(String podUid, long fromMillis, long untilMillis, AcceleratorShare share) {
        /** A pod that was gone before those that it follows held nothing, and is in nobody's way. */
        boolean overlaps(LaneClaim claim) {
            return fromMillis < untilMillis && fromMillis < claim.untilMillis() && claim.boundMillis() < untilMillis;
        }
    }

    private final Rational unit;
    private final TreeMap<Integer, List<Holding>> holdings = new TreeMap<>();
    private final TreeMap<String, Allotment> allotted = new TreeMap<>();

    /** Makes lanes that are whole devices. */
    public NodeLanes() {
        this(AcceleratorShare.WHOLE);
    }

    /** Makes lanes of which each is such a part of a device. */
    public NodeLanes(AcceleratorShare unit) {
        this.unit = unit.asRational();
    }

    /** Takes what the journal has of a whole lane; the pod is the one that it is known to be of, or blank. */
    public void recorded(int ordinal, String podUid, long fromMillis, long untilMillis) {
        lane(ordinal).add(new Holding(podUid, fromMillis, untilMillis, AcceleratorShare.WHOLE));
    }

    /** Takes what the journal has of a lane or of a part of it; the pod is the one that it is known to be of, or blank. */
    public void recorded(int ordinal, String podUid, Interval interval, AcceleratorShare share) {
        lane(ordinal).add(new Holding(podUid, interval.startMillis(), interval.endMillis(), share));
    }

    /** Gives lanes to the pod, or the same as before with what is now known of its release. */
    public Allotment allot(LaneClaim claim, int capacity) {
        Allotment known = allotted.get(claim.podUid());
        Allotment given = known != null ? known : choose(claim, capacity);
        allotted.put(claim.podUid(), given);
        for (int ordinal : given.ordinals()) {
            List<Holding> lane = lane(ordinal);
            lane.removeIf(holding -> holding.podUid().equals(claim.podUid()));
            lane.add(new Holding(claim.podUid(), given.fromMillis(), claim.untilMillis(), claim.share()));
        }
        return given;
    }

    private Allotment choose(LaneClaim claim, int capacity) {
        SortedSet<Integer> own = recordedFor(claim);
        List<Integer> chosen = new ArrayList<>(own);
        for (int ordinal = 0; chosen.size() < claim.devices() && ordinal < capacity; ordinal++) {
            if (!own.contains(ordinal) && fits(ordinal, claim)) {
                chosen.add(ordinal);
            }
        }
        boolean whole = takesAll(claim);
        if (whole && chosen.size() < claim.devices()) {
            addSoonestClear(chosen, claim, capacity);
        }
        for (int ordinal = capacity; chosen.size() < claim.devices(); ordinal++) {
            if (!chosen.contains(ordinal) && fits(ordinal, claim)) {
                chosen.add(ordinal);
            }
        }
        long from = claim.boundMillis();
        for (int ordinal : chosen) {
            from = whole ? Math.max(from, clearMillis(ordinal, claim)) : from;
        }
        return new Allotment(chosen.stream().sorted().toList(), from);
    }

    private boolean takesAll(LaneClaim claim) {
        return claim.share().asRational().compareTo(unit) >= 0;
    }

    private boolean fits(int ordinal, LaneClaim claim) {
        if (takesAll(claim)) {
            return clearMillis(ordinal, claim) <= claim.boundMillis();
        }
        Rational held = others(ordinal, claim)
                .filter(holding -> holding.untilMillis() > claim.boundMillis())
                .map(holding -> holding.share().asRational())
                .reduce(Rational.ZERO, Rational::plus);
        return held.plus(claim.share().asRational()).compareTo(unit) <= 0;
    }

    private SortedSet<Integer> recordedFor(LaneClaim claim) {
        TreeSet<Integer> own = new TreeSet<>();
        holdings.forEach((ordinal, lane) -> {
            if (lane.stream().anyMatch(holding -> holding.podUid().equals(claim.podUid()))) {
                own.add(ordinal);
            }
        });
        return own;
    }

    /** Lets the pod follow holders that ended shortly after its binding by their node's clock. */
    private void addSoonestClear(List<Integer> chosen, LaneClaim claim, int capacity) {
        List<Integer> late = new ArrayList<>();
        for (int ordinal = 0; ordinal < capacity; ordinal++) {
            if (!chosen.contains(ordinal) && clearMillis(ordinal, claim) <= claim.boundMillis() + CLOCK_SKEW_MILLIS) {
                late.add(ordinal);
            }
        }
        late.sort(Comparator.<Integer>comparingLong(ordinal -> clearMillis(ordinal, claim))
                .thenComparing(Comparator.naturalOrder()));
        late.stream().limit(claim.devices() - chosen.size()).forEach(chosen::add);
    }

    /** Returns when the lane is free of all others that hold it within the claim. */
    private long clearMillis(int ordinal, LaneClaim claim) {
        return others(ordinal, claim).mapToLong(Holding::untilMillis).max().orElse(claim.boundMillis());
    }

    private Stream<Holding> others(int ordinal, LaneClaim claim) {
        return holdings.getOrDefault(ordinal, List.of()).stream()
                .filter(holding -> !holding.podUid().equals(claim.podUid()) && holding.overlaps(claim));
    }

    /** Drops what ended before the given time, and the lanes of pods that did. */
    public void forgetBefore(long millis) {
        holdings.values().forEach(lane -> lane.removeIf(holding -> holding.untilMillis() < millis));
        holdings.values().removeIf(List::isEmpty);
        TreeSet<String> holders = new TreeSet<>();
        holdings.values().forEach(lane -> lane.forEach(holding -> holders.add(holding.podUid())));
        allotted.keySet().retainAll(holders);
    }

    /** Returns whether nothing is known of any lane. */
    public boolean isEmpty() {
        return holdings.isEmpty();
    }

    private List<Holding> lane(int ordinal) {
        return holdings.computeIfAbsent(ordinal, number -> new ArrayList<>());
    }
}
