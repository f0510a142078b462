package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.lifecycle.LaneTime;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What must be true of any fold's answer, whatever it thinks of the rules. */
final class FoldChecks {
    /** Part of a lane over a time, of ours or not. */
    private record Part(Rational share, Interval interval) {}

    private final History history;
    private final FoldAnswer answer;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, List<Part>> held = new TreeMap<>();
    private final Map<String, List<Part>> rest = new TreeMap<>();

    private FoldChecks(History history, FoldAnswer answer) {
        this.history = history;
        this.answer = answer;
        for (UsageInterval usage : answer.held()) {
            held.computeIfAbsent(place(usage.node(), usage.lane()), key -> new ArrayList<>())
                    .add(new Part(usage.share().asRational(), usage.interval()));
        }
        for (LaneTime time : answer.rest()) {
            rest.computeIfAbsent(place(time.node(), time.lane()), key -> new ArrayList<>())
                    .add(new Part(time.share().asRational(), time.interval()));
        }
    }

    /** Returns what is wrong with the answer. */
    static List<String> problems(History history, FoldAnswer answer) {
        FoldChecks checks = new FoldChecks(history, answer);
        checks.cutsAreKept();
        checks.noLaneIsHeldTwice();
        checks.everyMillisecondOfTheInventoryHasOneClass();
        checks.billedTimeIsNoMoreThanWallTime();
        checks.nothingIsBilledBeforeTheLastStartOrAfterTheEnd();
        return checks.problems;
    }

    private void cutsAreKept() {
        List<Interval> all = new ArrayList<>();
        answer.held().forEach(usage -> all.add(usage.interval()));
        answer.rest().forEach(time -> all.add(time.interval()));
        for (Interval interval : all) {
            boolean kept = !interval.isEmpty()
                    && history.window().encloses(interval)
                    && BillingPeriod.splitByDay(interval).size() == 1;
            check(kept, () -> "%s is empty, leaves the window or spans midnight".formatted(interval));
        }
    }

    private void noLaneIsHeldTwice() {
        held.forEach((lane, parts) -> {
            for (long time : starts(parts)) {
                Rational sum = sumAt(parts, time);
                check(sum.compareTo(Rational.ONE) <= 0, () -> "%s is held %s times at %d".formatted(lane, sum, time));
            }
        });
    }

    /** By lane and moment, so that every sum over lanes and time closes too. */
    private void everyMillisecondOfTheInventoryHasOneClass() {
        Map<String, List<NodeSpan>> inventory = new TreeMap<>();
        for (NodeSpan span : spans()) {
            inventory
                    .computeIfAbsent(place(span.node(), span.resource()), key -> new ArrayList<>())
                    .add(span);
        }
        TreeSet<String> lanes = new TreeSet<>(rest.keySet());
        inventory.forEach((place, spans) -> {
            int most = spans.stream().mapToInt(NodeSpan::devices).max().orElse(0);
            for (int lane = 0; lane < most; lane++) {
                lanes.remove(place + "/" + lane);
                laneCloses(place + "/" + lane, lane, spans);
            }
        });
        check(lanes.isEmpty(), () -> "time of lanes that no inventory has: %s".formatted(lanes));
    }

    private void laneCloses(String name, int lane, List<NodeSpan> spans) {
        List<Part> ours = held.getOrDefault(name, List.of());
        List<Part> others = rest.getOrDefault(name, List.of());
        TreeSet<Long> cuts = new TreeSet<>(starts(ours));
        cuts.addAll(starts(others));
        spans.forEach(span -> cuts.add(span.interval().startMillis()));
        spans.forEach(span -> cuts.add(span.interval().endMillis()));
        cuts.add(history.window().startMillis());
        cuts.removeIf(time -> !history.window().contains(time));
        for (long time : cuts) {
            Rational inventory = inventoryAt(spans, lane, time);
            Rational sum = sumAt(others, time).plus(inventory.signum() > 0 ? sumAt(ours, time) : Rational.ZERO);
            check(
                    sum.equals(inventory),
                    () -> "the classes of %s sum to %s at %d, the inventory is %s"
                            .formatted(name, sum, time, inventory));
        }
    }

    private static Rational inventoryAt(List<NodeSpan> spans, int lane, long time) {
        List<NodeSpan> before = spans.stream()
                .filter(span -> span.interval().startMillis() <= time)
                .toList();
        boolean over = spans.stream().allMatch(span -> span.interval().endMillis() <= time);
        if (before.isEmpty() || over) {
            return Rational.ZERO;
        }
        NodeSpan last = before.stream()
                .max((a, b) -> a.interval().compareTo(b.interval()))
                .orElseThrow();
        return lane < last.devices() ? last.laneShare().asRational() : Rational.ZERO;
    }

    /** P24, by lane. */
    private void billedTimeIsNoMoreThanWallTime() {
        Map<String, Long> billed = new TreeMap<>();
        for (UsageInterval usage : answer.held()) {
            if (usage.billed()) {
                billed.merge(place(usage.node(), usage.lane()), usage.quantity().value(), Math::addExact);
            }
        }
        billed.forEach((lane, millis) -> check(
                millis <= history.window().lengthMillis(),
                () -> "%s was billed %d ms of %s".formatted(lane, millis, history.window())));
    }

    private void nothingIsBilledBeforeTheLastStartOrAfterTheEnd() {
        TreeMap<AttemptKey, Interval> allowed = new TreeMap<>();
        for (Observation seen : history.observations()) {
            if (seen instanceof Observation.Opened opened) {
                allowed.put(opened.terms().attempt(), billable(opened.terms()));
            }
        }
        for (UsageInterval usage : answer.held()) {
            Interval limits = allowed.getOrDefault(AttemptKey.of(usage), new Interval(0, 0));
            check(
                    !usage.billed() || limits.encloses(usage.interval()),
                    () -> "%s is billed outside %s".formatted(usage, limits));
        }
    }

    /** Returns the widest span that the edges allow: wrong clocks give as much room as they are wrong. */
    private Interval billable(AttemptTerms terms) {
        TreeMap<Integer, Long> starts = new TreeMap<>();
        long end = 9_000_000_000_000L;
        for (Observation.PodSeen seen : seen(terms)) {
            NodeName node = seen.holding().pod().node();
            if (seen.edge() instanceof PodEdge.Started started) {
                starts.merge(seen.holding().pod().rank(), started.atMillis() - room(node), Math::min);
            }
            if (seen.edge() instanceof PodEdge.Terminated ended && ended.cause().endsGang()) {
                long at = Math.max(bound(seen), ended.atMillis()) + room(node);
                end = earlierCompletion(terms, seen) ? end : Math.min(end, at);
            }
        }
        long start = starts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return starts.size() < terms.pods() ? new Interval(0, 0) : new Interval(start, Math.max(start, end));
    }

    /** Returns whether the same pod ended well before, or at the same time: then this end is none. */
    private boolean earlierCompletion(AttemptTerms terms, Observation.PodSeen failure) {
        PodEdge.Terminated end = (PodEdge.Terminated) failure.edge();
        return seen(terms).stream()
                .filter(other -> other.holding().equals(failure.holding()))
                .anyMatch(other -> other.edge() instanceof PodEdge.Terminated well
                        && !well.cause().endsGang()
                        && well.atMillis()
                                <= Math.max(bound(failure), end.atMillis())
                                        + room(failure.holding().pod().node()));
    }

    private long bound(Observation.PodSeen seen) {
        long bound = 0;
        for (Observation observation : history.observations()) {
            if (observation instanceof Observation.PodSeen other
                    && other.holding().equals(seen.holding())
                    && other.edge() instanceof PodEdge.Bound at) {
                bound = Math.max(bound, at.atMillis());
            }
        }
        return bound;
    }

    private List<Observation.PodSeen> seen(AttemptTerms terms) {
        List<Observation.PodSeen> seen = new ArrayList<>();
        for (Observation observation : history.observations()) {
            if (observation instanceof Observation.PodSeen pod
                    && pod.holding().pod().attempt().equals(terms.attempt())) {
                seen.add(pod);
            }
        }
        return seen;
    }

    private long room(NodeName node) {
        long room = 0;
        for (Observation observation : history.observations()) {
            if (observation instanceof Observation.ClockOffset offset
                    && offset.node().equals(node)) {
                long off = Math.abs(offset.offsetMillis());
                room = Math.max(room, off > 2_000 ? off + 1_000 : 0);
            }
        }
        return room;
    }

    private List<NodeSpan> spans() {
        List<NodeSpan> spans = new ArrayList<>();
        for (Observation observation : history.observations()) {
            if (observation instanceof Observation.NodeSeen seen) {
                spans.add(seen.span());
            }
        }
        return spans;
    }

    private static SortedSet<Long> starts(List<Part> parts) {
        TreeSet<Long> starts = new TreeSet<>();
        parts.forEach(part -> starts.add(part.interval().startMillis()));
        parts.forEach(part -> starts.add(part.interval().endMillis()));
        return starts;
    }

    private static Rational sumAt(List<Part> parts, long time) {
        Rational sum = Rational.ZERO;
        for (Part part : parts) {
            sum = part.interval().contains(time) ? sum.plus(part.share()) : sum;
        }
        return sum;
    }

    private static String place(NodeName node, String lane) {
        return node + " " + lane;
    }

    private void check(boolean holds, Supplier<String> problem) {
        if (!holds) {
            problems.add(problem.get());
        }
    }
}
