package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Fills what our jobs leave of a site's lanes with the classes of time that nobody pays for. */
public final class LaneFill {
    /** A stretch of time in which the inventory is one thing; not observed where it is carried on. */
    private record Stretch(NodeSpan span, boolean observed, Interval interval) {}

    private record Held(int ordinal, Rational share, Interval interval) {}

    private final NodeSpans spans;
    private final Interval window;
    private final TreeMap<NodeResource, List<Held>> held = new TreeMap<>();
    private final TreeSet<FoldFinding> findings = new TreeSet<>();

    /**
     * Prepares the filling of a window.
     *
     * @param usage what our jobs held within it; what lies outside is left aside
     */
    public LaneFill(NodeSpans spans, Interval window, List<UsageInterval> usage) {
        this.spans = spans;
        this.window = window;
        for (UsageInterval used : usage) {
            used.interval().intersection(window).ifPresent(part -> take(used, part));
        }
    }

    private void take(UsageInterval used, Interval part) {
        int slash = used.lane().lastIndexOf('/');
        held.computeIfAbsent(new NodeResource(used.node(), used.lane().substring(0, slash)), key -> new ArrayList<>())
                .add(new Held(
                        Integer.parseInt(used.lane().substring(slash + 1)),
                        used.share().asRational(),
                        part));
    }

    /** Returns what none of our jobs held, in order of node, lane and time. */
    public List<LaneTime> rest() {
        List<LaneTime> rest = new ArrayList<>();
        spans.resources().forEach(where -> fill(where, rest));
        held.forEach((where, pieces) -> {
            if (!spans.resources().contains(where)) {
                pieces.forEach(piece -> outside(where, piece, piece.interval()));
            }
        });
        rest.sort(LaneTime::compareTo);
        return rest;
    }

    /** Returns what does not fit, after {@link #rest}. */
    public List<FoldFinding> findings() {
        return List.copyOf(findings);
    }

    private void fill(NodeResource where, List<LaneTime> rest) {
        List<Held> pieces = held.getOrDefault(where, List.of());
        LaneRuns runs = new LaneRuns(where, rest, findings);
        for (Stretch stretch : stretches(where)) {
            List<Held> within = pieces.stream()
                    .filter(piece -> piece.interval().overlaps(stretch.interval()))
                    .toList();
            for (Interval segment : segments(stretch, within)) {
                fill(stretch, segment, within, runs);
            }
            within.stream()
                    .filter(piece -> piece.ordinal() >= stretch.span().devices())
                    .forEach(piece -> piece.interval()
                            .intersection(stretch.interval())
                            .ifPresent(part -> outside(where, piece, part)));
        }
        runs.close();
        pieces.forEach(piece -> beyond(where, piece));
    }

    /** Held time before the first and after the last that is known of the node has no inventory either. */
    private void beyond(NodeResource where, Held piece) {
        Interval covered = spans.covered(where, window).orElse(new Interval(0, 0));
        long start = piece.interval().startMillis();
        long end = piece.interval().endMillis();
        if (start < covered.startMillis()) {
            outside(where, piece, new Interval(start, Math.min(end, covered.startMillis())));
        }
        if (end > covered.endMillis()) {
            outside(where, piece, new Interval(Math.max(start, covered.endMillis()), end));
        }
    }

    private void outside(NodeResource where, Held piece, Interval part) {
        findings.add(new FoldFinding(
                FoldFinding.Kind.OUTSIDE_INVENTORY,
                where.node(),
                where.lane(piece.ordinal()),
                part,
                "a job holds a lane that the node's inventory does not have"));
    }

    private List<Stretch> stretches(NodeResource where) {
        List<Stretch> stretches = new ArrayList<>();
        NodeSpan before = null;
        for (NodeSpan span : spans.of(where)) {
            if (before != null) {
                gap(where, stretches, before, span);
            }
            add(stretches, span, span.state() != NodeState.NOT_OBSERVED, span.interval());
            before = span;
        }
        return stretches;
    }

    /** Between two spans the earlier one goes on unseen, unless the node was gone. */
    private void gap(NodeResource where, List<Stretch> stretches, NodeSpan before, NodeSpan after) {
        long gapStart = before.interval().endMillis();
        long gapEnd = after.interval().startMillis();
        if (gapStart < gapEnd && !spans.goneBetween(where, gapStart, gapEnd)) {
            add(stretches, before, false, new Interval(gapStart, gapEnd));
        }
    }

    private void add(List<Stretch> stretches, NodeSpan span, boolean observed, Interval interval) {
        interval.intersection(window).ifPresent(part -> stretches.add(new Stretch(span, observed, part)));
    }

    /** Returns what the inventory of the node's resource has within the window: devices multiplied by time. */
    public Rational inventory(NodeResource where) {
        Rational sum = Rational.ZERO;
        for (Stretch stretch : stretches(where)) {
            sum = sum.plus(stretch.span()
                    .laneShare()
                    .asRational()
                    .times(Rational.of(
                            Math.multiplyExact(
                                    (long) stretch.span().devices(),
                                    stretch.interval().lengthMillis()),
                            1)));
        }
        return sum;
    }

    private static List<Interval> segments(Stretch stretch, List<Held> within) {
        TreeSet<Long> cuts = new TreeSet<>();
        BillingPeriod.splitByDay(stretch.interval()).forEach(day -> {
            cuts.add(day.startMillis());
            cuts.add(day.endMillis());
        });
        for (Held piece : within) {
            piece.interval().intersection(stretch.interval()).ifPresent(part -> {
                cuts.add(part.startMillis());
                cuts.add(part.endMillis());
            });
        }
        List<Interval> segments = new ArrayList<>();
        long from = stretch.interval().startMillis();
        for (long cut : cuts.tailSet(from, false)) {
            segments.add(new Interval(from, cut));
            from = cut;
        }
        return segments;
    }

    private static void fill(Stretch stretch, Interval segment, List<Held> within, LaneRuns runs) {
        NodeSpan span = stretch.span();
        Rational unit = span.laneShare().asRational();
        List<Rational> left = new ArrayList<>(Collections.nCopies(span.devices(), unit));
        for (Held piece : within) {
            if (piece.ordinal() < span.devices() && piece.interval().overlaps(segment)) {
                left.set(piece.ordinal(), left.get(piece.ordinal()).minus(piece.share()));
            }
        }
        List<LaneClass> classes = classes(stretch, left, unit, segment, runs);
        for (int ordinal = 0; ordinal < span.devices(); ordinal++) {
            if (left.get(ordinal).signum() < 0) {
                runs.heldTwice(ordinal, segment);
            }
            if (left.get(ordinal).signum() > 0) {
                runs.add(ordinal, span.model(), classes.get(ordinal), share(left.get(ordinal)), segment);
            }
        }
    }

    private static List<LaneClass> classes(
            Stretch stretch, List<Rational> left, Rational unit, Interval segment, LaneRuns runs) {
        NodeSpan span = stretch.span();
        List<LaneClass> classes =
                new ArrayList<>(Collections.nCopies(span.devices(), byState(span, stretch.observed())));
        if (!stretch.observed()) {
            return classes;
        }
        int foreign = span.foreign();
        int unhealthy = span.state() == NodeState.READY ? span.devices() - span.healthy() : 0;
        for (int ordinal = span.devices() - 1; ordinal >= 0; ordinal--) {
            if (left.get(ordinal).equals(unit)) {
                if (foreign > 0) {
                    classes.set(ordinal, LaneClass.BACKGROUND);
                    foreign--;
                } else if (unhealthy > 0) {
                    classes.set(ordinal, LaneClass.DEVICE_UNHEALTHY);
                    unhealthy--;
                }
            }
        }
        if (foreign > 0) {
            runs.overcommitted(foreign, segment);
        }
        return classes;
    }

    private static LaneClass byState(NodeSpan span, boolean observed) {
        if (!observed) {
            return LaneClass.NOT_OBSERVED;
        }
        return switch (span.state()) {
            case READY -> LaneClass.IDLE;
            case NOT_READY -> LaneClass.NODE_NOT_READY;
            case CORDONED -> LaneClass.NODE_CORDONED;
            case NOT_OBSERVED -> LaneClass.NOT_OBSERVED;
        };
    }

    private static AcceleratorShare share(Rational part) {
        return new AcceleratorShare(
                part.numerator().intValueExact(), part.denominator().intValueExact());
    }
}
