package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.lifecycle.LaneClass;
import io.xisuan.operator.metering.lifecycle.LaneTime;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.twin.PlainLanes.PlainHold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fold in its plainest form: time is cut wherever anything at all happens, and each piece is asked what it is. Slow on purpose.
 */
public final class PlainFold {
    /** What makes two neighbouring pieces of held time one. */
    private record HeldPlace(int hold, Optional<UnbilledReason> reason) {}

    private record NodeResource(NodeName node, String resource) implements Comparable<NodeResource> {
        @Override
        public int compareTo(NodeResource other) {
            int byNode = node.compareTo(other.node);
            return byNode != 0 ? byNode : resource.compareTo(other.resource);
        }
    }

    private final SiteId site;
    private final Interval window;
    private final PlainFacts facts;
    private final PlainPods pods;
    private final PlainLanes lanes;
    private final PlainOwners owners;
    private final Map<NodeResource, List<NodeSpan>> spans = new TreeMap<>();
    private final Map<HeldPlace, List<Interval>> held = new LinkedHashMap<>();
    /** By the piece without its time, that is with the whole window as its time. */
    private final Map<LaneTime, List<Interval>> rest = new LinkedHashMap<>();

    private PlainFold(SiteId site, Interval window, Collection<Observation> observations) {
        this.site = site;
        this.window = window;
        this.facts = PlainFacts.of(observations);
        this.pods = new PlainPods(site, facts);
        this.lanes = new PlainLanes(facts, pods.all());
        this.owners = new PlainOwners(facts, lanes, pods.all());
        for (Observation.NodeSeen seen : facts.nodes()) {
            NodeResource place =
                    new NodeResource(seen.span().node(), seen.span().resource());
            spans.put(place, facts.spans(place.node(), place.resource()));
        }
    }

    /** Returns the time of every lane within the window. */
    public static FoldAnswer fold(SiteId site, Interval window, Collection<Observation> observations) {
        return new PlainFold(site, window, observations).answer();
    }

    private FoldAnswer answer() {
        List<Long> cuts = List.copyOf(cuts());
        for (int i = 0; i + 1 < cuts.size(); i++) {
            Interval piece = new Interval(cuts.get(i), cuts.get(i + 1));
            for (int hold = 0; hold < lanes.holds().size(); hold++) {
                hold(hold, piece);
            }
            spans.values().forEach(known -> rest(known, piece));
        }
        List<UsageInterval> usage = new ArrayList<>();
        held.forEach((place, times) -> times.forEach(time -> usage.add(usage(place, time))));
        List<LaneTime> unheld = new ArrayList<>();
        rest.forEach((lane, times) -> times.forEach(time -> unheld.add(at(lane, time))));
        return new FoldAnswer(usage, unheld);
    }

    /** Returns every time within the window at which something may change. */
    private SortedSet<Long> cuts() {
        TreeSet<Long> cuts = new TreeSet<>();
        for (PlainHold hold : lanes.holds()) {
            cuts.add(hold.fromMillis());
            cuts.add(hold.untilMillis());
            pods.running(hold.pod()).ifPresent(cuts::add);
            pods.end(hold.pod()).ifPresent(end -> cuts.add(end.atMillis()));
        }
        for (PlainOwners.Doubt doubt : owners.doubts()) {
            cuts.add(doubt.fromMillis());
            cuts.add(doubt.untilMillis());
        }
        for (Observation.NodeSeen seen : facts.nodes()) {
            cuts.add(seen.span().interval().startMillis());
            cuts.add(seen.span().interval().endMillis());
        }
        BillingPeriod.splitByDay(window).forEach(day -> cuts.add(day.startMillis()));
        cuts.add(window.startMillis());
        cuts.add(window.endMillis());
        cuts.removeIf(time -> time < window.startMillis() || time > window.endMillis());
        return cuts;
    }

    private void hold(int number, Interval piece) {
        PlainHold hold = lanes.holds().get(number);
        if (hold.covers(piece.startMillis())) {
            add(held, new HeldPlace(number, reason(hold, piece.startMillis())), piece);
        }
    }

    /**
     * Bound until running, running until the end, end until the release. Of two doubts about one lane the earlier begun counts, of
     * those the earlier ended, of those the one that still waits.
     */
    private Optional<UnbilledReason> reason(PlainHold hold, long millis) {
        PlainPod pod = hold.pod();
        Optional<PlainPod.PlainEnd> end = pods.end(pod).filter(known -> known.atMillis() <= millis);
        if (end.isPresent()) {
            return Optional.of(end.orElseThrow().cause().afterwards());
        }
        if (millis < pods.running(pod).orElse(Long.MAX_VALUE)) {
            return Optional.of(UnbilledReason.GANG_NOT_STARTED);
        }
        return owners.doubts().stream()
                .filter(doubt -> doubt.on(pod.uid(), hold.ordinal(), millis))
                .min(Comparator.comparingLong(PlainOwners.Doubt::fromMillis)
                        .thenComparingLong(PlainOwners.Doubt::untilMillis)
                        .thenComparing(PlainOwners.Doubt::reason))
                .map(PlainOwners.Doubt::reason);
    }

    private void rest(List<NodeSpan> known, Interval piece) {
        Optional<NodeSpan> then = spanAt(known, piece.startMillis());
        if (then.isEmpty()) {
            return;
        }
        NodeSpan span = then.orElseThrow();
        SortedMap<Integer, Rational> left = left(span, piece.startMillis());
        Rational unit = span.laneShare().asRational();
        List<Integer> unheld = new ArrayList<>();
        left.forEach((lane, share) -> {
            if (share.equals(unit)) {
                unheld.add(lane);
            } else if (share.signum() > 0) {
                add(rest, lane(span, lane, byState(span).orElse(LaneClass.IDLE), share), piece);
            }
        });
        classes(span, unheld).forEach((lane, laneClass) -> add(rest, lane(span, lane, laneClass, unit), piece));
    }

    /** Returns the span of this time; between spans the one before, with nobody looking. */
    private static Optional<NodeSpan> spanAt(List<NodeSpan> spans, long millis) {
        Optional<NodeSpan> before = Optional.empty();
        for (NodeSpan span : spans) {
            if (span.interval().contains(millis)) {
                return Optional.of(span);
            }
            if (span.interval().startMillis() > millis) {
                return before.map(known -> new NodeSpan(
                        known.node(),
                        known.resource(),
                        known.model(),
                        known.laneShare(),
                        known.devices(),
                        known.healthy(),
                        known.foreign(),
                        NodeState.NOT_OBSERVED,
                        known.interval()));
            }
            before = Optional.of(span);
        }
        return Optional.empty();
    }

    /** Returns what pods of ours leave of each lane of the inventory. */
    private SortedMap<Integer, Rational> left(NodeSpan span, long millis) {
        TreeMap<Integer, Rational> left = new TreeMap<>();
        for (int lane = 0; lane < span.devices(); lane++) {
            left.put(lane, span.laneShare().asRational());
        }
        for (PlainHold hold : lanes.holds()) {
            boolean here = hold.covers(millis)
                    && hold.pod().holding().pod().node().equals(span.node())
                    && hold.pod().holding().resource().equals(span.resource());
            if (here) {
                Rational share = hold.pod().holding().share().asRational();
                left.computeIfPresent(hold.ordinal(), (lane, known) -> known.minus(share));
            }
        }
        return left;
    }

    private static Map<Integer, LaneClass> classes(NodeSpan span, List<Integer> unheld) {
        Map<Integer, LaneClass> classes = new TreeMap<>();
        int foreign = span.foreign();
        int unhealthy = span.devices() - span.healthy();
        for (int lane : unheld.reversed()) {
            if (span.state() == NodeState.NOT_OBSERVED) {
                classes.put(lane, LaneClass.NOT_OBSERVED);
            } else if (foreign-- > 0) {
                classes.put(lane, LaneClass.BACKGROUND);
            } else if (byState(span).isPresent()) {
                classes.put(lane, byState(span).orElseThrow());
            } else {
                classes.put(lane, unhealthy-- > 0 ? LaneClass.DEVICE_UNHEALTHY : LaneClass.IDLE);
            }
        }
        return classes;
    }

    private static Optional<LaneClass> byState(NodeSpan span) {
        return switch (span.state()) {
            case READY -> Optional.empty();
            case NOT_READY -> Optional.of(LaneClass.NODE_NOT_READY);
            case CORDONED -> Optional.of(LaneClass.NODE_CORDONED);
            case NOT_OBSERVED -> Optional.of(LaneClass.NOT_OBSERVED);
        };
    }

    private LaneTime lane(NodeSpan span, int ordinal, LaneClass laneClass, Rational share) {
        AcceleratorShare part = new AcceleratorShare(
                share.numerator().intValueExact(), share.denominator().intValueExact());
        return new LaneTime(span.node(), span.resource() + "/" + ordinal, span.model(), laneClass, part, window);
    }

    private static LaneTime at(LaneTime lane, Interval time) {
        return new LaneTime(lane.node(), lane.lane(), lane.model(), lane.laneClass(), lane.share(), time);
    }

    /** Adds a piece, as one with the piece just before it unless midnight lies between. */
    private static <K> void add(Map<K, List<Interval>> times, K place, Interval piece) {
        List<Interval> known = times.computeIfAbsent(place, key -> new ArrayList<>());
        boolean goesOn = !known.isEmpty()
                && known.getLast().endMillis() == piece.startMillis()
                && !midnight(piece.startMillis());
        if (goesOn) {
            known.add(new Interval(known.removeLast().startMillis(), piece.endMillis()));
        } else {
            known.add(piece);
        }
    }

    private static boolean midnight(long millis) {
        return BillingPeriod.startOfDayMillis(BillingPeriod.dayOf(millis)) == millis;
    }

    /** A record's quantity knows only its own length: rounded down once, so that slices of a lane never exceed it. */
    private UsageInterval usage(HeldPlace place, Interval time) {
        PlainHold hold = lanes.holds().get(place.hold());
        PlainPod pod = hold.pod();
        return new UsageInterval(
                "",
                pod.terms().attempt().job(),
                pod.terms().attempt().attempt(),
                pod.terms().tenant(),
                pod.terms().contract(),
                site,
                pod.holding().pod().node(),
                hold.lane(),
                pod.holding().model(),
                pod.holding().share(),
                time,
                pod.holding().share().held(time),
                place.reason().isPresent() ? UsageClass.HELD_UNBILLED : UsageClass.BILLED,
                place.reason(),
                "");
    }
}
