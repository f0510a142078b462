package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A piece of an answer as text and time, so that it can be compared with those of two windows that meet within it. */
record UsageLine(String what, Interval interval) {
    private static final Comparator<UsageLine> ORDER =
            Comparator.comparing(UsageLine::what).thenComparing(UsageLine::interval);

    static List<UsageLine> of(FoldAnswer answer) {
        List<UsageLine> lines = new ArrayList<>();
        answer.held()
                .forEach(usage -> lines.add(new UsageLine(
                        "%s/%d %s %s %s %s %s"
                                .formatted(
                                        usage.job().uid(),
                                        usage.attempt(),
                                        usage.node(),
                                        usage.lane(),
                                        usage.share(),
                                        usage.usageClass(),
                                        usage.reason().map(Enum::name).orElse("")),
                        usage.interval())));
        answer.rest()
                .forEach(time -> lines.add(new UsageLine(
                        "%s %s %s %s %s"
                                .formatted(time.node(), time.lane(), time.model(), time.laneClass(), time.share()),
                        time.interval())));
        return lines;
    }

    /** Returns the lines in order, those that last through the given time in two. */
    static List<UsageLine> cut(List<UsageLine> lines, long cut) {
        List<UsageLine> parts = new ArrayList<>();
        for (UsageLine line : lines) {
            Interval all = line.interval();
            if (all.startMillis() < cut && cut < all.endMillis()) {
                parts.add(new UsageLine(line.what(), new Interval(all.startMillis(), cut)));
                parts.add(new UsageLine(line.what(), new Interval(cut, all.endMillis())));
            } else {
                parts.add(line);
            }
        }
        parts.sort(ORDER);
        return parts;
    }
}
