package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.PriceSpan;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * When one attempt held devices of one kind, and the lines that this time belongs to: cut once, whatever the number of its devices and
 * however metering cut their time.
 */
final class Timeline {
    /**
     * A span of time that belongs to one line; where the price is graduated, to one line for each step of it.
     *
     * @param line of the first step
     * @param maker makes the lines of further steps
     */
    record Part(long fromMillis, long untilMillis, PriceSpan price, RatedLine line, DayLines maker) {}

    private final UsageInterval any;
    private final List<Interval> covered = new ArrayList<>();
    private long fromMillis;
    private long untilMillis;
    private List<List<Part>> byItem = List.of();

    /** Starts with the attempt's first usage within the window. */
    Timeline(UsageInterval first, long fromMillis, long untilMillis) {
        this.any = first;
        this.fromMillis = fromMillis;
        this.untilMillis = untilMillis;
    }

    boolean isFor(UsageInterval usage) {
        return any.attempt() == usage.attempt()
                && any.model() == usage.model()
                && any.job().equals(usage.job())
                && any.site().equals(usage.site());
    }

    UsageInterval any() {
        return any;
    }

    /** Adds the time of further usage, which starts no earlier than any before it. */
    void cover(long from, long until) {
        if (from > untilMillis) {
            covered.add(new Interval(fromMillis, untilMillis));
            fromMillis = from;
            untilMillis = until;
        } else {
            untilMillis = Math.max(untilMillis, until);
        }
    }

    /** Returns all time in which a device was held, in order and without overlaps. */
    List<Interval> covered() {
        List<Interval> all = new ArrayList<>(covered);
        all.add(new Interval(fromMillis, untilMillis));
        return all;
    }

    /** Sets the parts of each item that is sold, each in order of time. */
    void priced(List<List<Part>> parts) {
        byItem = parts;
    }

    /** Cuts a part of usage of this attempt into slices. */
    void slice(UsageInterval usage, long from, long until, TierCuts steps, SliceSink sink) {
        boolean whole = usage.quantity().value() == usage.interval().lengthMillis();
        for (List<Part> parts : byItem) {
            for (int i = firstEndingAfter(parts, from);
                    i < parts.size() && parts.get(i).fromMillis() < until;
                    i++) {
                Part part = parts.get(i);
                long start = Math.max(from, part.fromMillis());
                long end = Math.min(until, part.untilMillis());
                if (part.price().tiers().isEmpty()) {
                    give(part.line(), usage, start, end, whole, sink);
                } else {
                    for (TierCuts.Step step : steps.steps(usage, new Interval(start, end), part.price())) {
                        RatedLine line = part.maker().step(part.line(), part.price(), step.index());
                        give(
                                line,
                                usage,
                                step.interval().startMillis(),
                                step.interval().endMillis(),
                                whole,
                                sink);
                    }
                }
            }
        }
    }

    private static void give(
            RatedLine line, UsageInterval usage, long from, long until, boolean whole, SliceSink sink) {
        long held = whole ? until - from : Quantities.between(usage, from, until);
        line.add(usage, from, held);
        sink.slice(line, usage, from, until, held);
    }

    private static int firstEndingAfter(List<Part> parts, long instantMillis) {
        int low = 0;
        int high = parts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (parts.get(middle).untilMillis() > instantMillis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
