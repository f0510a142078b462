package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A piece of an answer as text and time, so that pieces of neighbouring windows can be joined. */
record UsageLine(String what, Interval interval) {
    private static final Comparator<UsageLine> ORDER =
            Comparator.comparing(UsageLine::what).thenComparing(UsageLine::interval);

    static List<UsageLine> of(FoldAnswer answer) {
        List<UsageLine> lines = new ArrayList<>();
        answer.held().forEach(usage -> lines.add(new UsageLine(
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
        answer.rest().forEach(time -> lines.add(new UsageLine(
                "%s %s %s %s %s".formatted(time.node(), time.lane(), time.model(), time.laneClass(), time.share()),
                time.interval())));
        return lines;
    }

    /** Returns the lines with neighbours of one text as one, in order. */
    static List<UsageLine> joined(List<UsageLine> lines) {
        List<UsageLine> joined = new ArrayList<>();
        for (UsageLine line : lines.stream().sorted(ORDER).toList()) {
            Optional<UsageLine> before = joined.stream()
                    .filter(known -> known.what().equals(line.what())
                            && known.interval().endMillis() == line.interval().startMillis())
                    .findFirst();
            before.ifPresent(joined::remove);
            long from = before.map(known -> known.interval().startMillis())
                    .orElse(line.interval().startMillis());
            joined.add(new UsageLine(line.what(), new Interval(from, line.interval().endMillis())));
        }
        joined.sort(ORDER);
        return joined;
    }
}
