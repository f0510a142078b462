package io.xisuan.billing.rating;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Walks once through a contract's month and finds where the sum of all device time passes each threshold. */
final class TierSweep {
    /** The order of devices within one millisecond. */
    private static final Comparator<UsageInterval> LANES = Comparator.comparing(
                    (UsageInterval usage) -> usage.job().uid())
            .thenComparingInt(UsageInterval::attempt)
            .thenComparing(UsageInterval::node)
            .thenComparing(UsageInterval::lane)
            .thenComparing(UsageInterval::id);

    /** Usage within the month, and whether it holds its device whole. */
    private record Span(UsageInterval usage, long startMillis, long endMillis, boolean whole) {
        /** Returns the device time from the start of the month's part up to an instant. */
        long upTo(long instantMillis) {
            return Quantities.between(usage, startMillis, Math.clamp(instantMillis, startMillis, endMillis));
        }
    }

    private final List<Span> byStart;
    private final List<Span> byEnd;
    private final List<Span> shares = new ArrayList<>();
    private long counted;
    private long wholes;

    private TierSweep(List<Span> spans, long openingMillis) {
        byStart = spans.stream()
                .sorted(Comparator.comparingLong(Span::startMillis))
                .toList();
        byEnd = spans.stream().sorted(Comparator.comparingLong(Span::endMillis)).toList();
        counted = openingMillis;
    }

    /**
     * Returns the crossing of each threshold.
     *
     * @param thresholds in milliseconds of device time
     */
    static Map<Long, Crossing> crossings(
            ContractMonth month, List<UsageInterval> usage, long openingMillis, SortedSet<Long> thresholds) {
        List<Span> spans = new ArrayList<>();
        Interval whole = month.month().interval();
        for (UsageInterval one : usage) {
            one.interval()
                    .intersection(whole)
                    .ifPresent(within -> spans.add(new Span(
                            one,
                            within.startMillis(),
                            within.endMillis(),
                            one.quantity().value() == one.interval().lengthMillis())));
        }
        return new TierSweep(spans, openingMillis).crossings(thresholds);
    }

    private Map<Long, Crossing> crossings(SortedSet<Long> thresholds) {
        Map<Long, Crossing> crossings = new HashMap<>();
        List<Long> open = new ArrayList<>();
        for (long threshold : thresholds) {
            if (threshold <= counted) {
                crossings.put(threshold, Crossing.BEFORE);
            } else {
                open.add(threshold);
            }
        }
        int started = 0;
        int ended = 0;
        while (ended < byEnd.size() && !open.isEmpty()) {
            long from = nextInstant(started, ended);
            for (; ended < byEnd.size() && byEnd.get(ended).endMillis() == from; ended++) {
                leave(byEnd.get(ended));
            }
            for (; started < byStart.size() && byStart.get(started).startMillis() == from; started++) {
                enter(byStart.get(started));
            }
            if (ended < byEnd.size()) {
                long until = nextInstant(started, ended);
                long after = counted + held(from, until);
                while (!open.isEmpty() && after > open.getFirst()) {
                    long threshold = open.removeFirst();
                    crossings.put(threshold, crossing(threshold, from, until));
                }
                counted = after;
            }
        }
        return crossings;
    }

    private long nextInstant(int started, int ended) {
        long end = byEnd.get(ended).endMillis();
        return started < byStart.size() ? Math.min(end, byStart.get(started).startMillis()) : end;
    }

    private void enter(Span span) {
        if (span.whole()) {
            wholes++;
        } else {
            shares.add(span);
        }
    }

    private void leave(Span span) {
        if (span.whole()) {
            wholes--;
        } else {
            shares.remove(span);
        }
    }

    private long held(long from, long until) {
        long held = Math.multiplyExact(wholes, until - from);
        for (Span span : shares) {
            held = Math.addExact(held, span.upTo(until) - span.upTo(from));
        }
        return held;
    }

    /** Finds the millisecond within the stretch, and the devices that still come before the threshold in it. */
    private Crossing crossing(long threshold, long from, long until) {
        long missing = threshold - counted;
        long low = from;
        long high = until - 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (held(from, middle + 1) > missing) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new Crossing(low, below(low, missing - held(from, low)));
    }

    private Set<String> below(long instantMillis, long deviceMillis) {
        List<Span> holding = byStart.stream()
                .filter(span -> span.startMillis() <= instantMillis && instantMillis < span.endMillis())
                .sorted(Comparator.comparing(Span::usage, LANES))
                .toList();
        Set<String> below = new HashSet<>();
        long left = deviceMillis;
        for (Span span : holding) {
            left -= span.upTo(instantMillis + 1) - span.upTo(instantMillis);
            if (left < 0) {
                break;
            }
            below.add(span.usage().id());
        }
        return below;
    }
}
