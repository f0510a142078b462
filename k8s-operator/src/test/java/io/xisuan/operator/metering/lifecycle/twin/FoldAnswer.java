package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.metering.lifecycle.LaneTime;
import io.xisuan.operator.metering.lifecycle.SiteTime;
import java.util.Comparator;
import java.util.List;

/** What a fold says of a site's time, without the names and digests that only the real one gives; in one order. */
public record FoldAnswer(List<UsageInterval> held, List<LaneTime> rest) {
    private static final Comparator<UsageInterval> HELD = UsageInterval.ORDER.thenComparing(UsageInterval::toString);
    private static final Comparator<LaneTime> REST =
            Comparator.<LaneTime>naturalOrder().thenComparing(LaneTime::toString);

    public FoldAnswer {
        held = held.stream().map(FoldAnswer::bare).sorted(HELD).toList();
        rest = rest.stream().sorted(REST).toList();
    }

    /** Returns the answer of the real fold. */
    public static FoldAnswer of(SiteTime time) {
        return new FoldAnswer(time.held(), time.rest());
    }

    private static UsageInterval bare(UsageInterval usage) {
        return new UsageInterval(
                "",
                usage.job(),
                usage.attempt(),
                usage.tenant(),
                usage.contract(),
                usage.site(),
                usage.node(),
                usage.lane(),
                usage.model(),
                usage.share(),
                usage.interval(),
                usage.quantity(),
                usage.usageClass(),
                usage.reason(),
                "");
    }
}
