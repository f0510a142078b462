package io.xisuan.operator.loop;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When the gangs of attempts ran, from the usage that the journal holds: what is shown is what is billed. */
final class AttemptTimes {
    private final Map<AttemptKey, Interval> ran = new TreeMap<>();

    void add(List<UsageInterval> usage) {
        for (UsageInterval interval : usage) {
            if (interval.usageClass() == UsageClass.BILLED) {
                ran.merge(AttemptKey.of(interval), interval.interval(), AttemptTimes::spanning);
            }
        }
    }

    /** Returns from when to when the attempt was billed, or empty when it never was. */
    Optional<Interval> of(AttemptKey attempt) {
        return Optional.ofNullable(ran.get(attempt));
    }

    private static Interval spanning(Interval a, Interval b) {
        return new Interval(Math.min(a.startMillis(), b.startMillis()), Math.max(a.endMillis(), b.endMillis()));
    }
}
