package io.xisuan.operator.loop;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.scheduler.fairness.PastUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When the gangs of attempts ran, and how much their tenants used, from the usage that the journal holds: what is shown is what is
 * billed.
 */
final class AttemptTimes {
    private static final long MILLI_DEVICES = 1_000;

    private final Map<AttemptKey, Interval> ran = new TreeMap<>();
    private final PastUse past = PastUse.none();

    void add(List<UsageInterval> usage) {
        for (UsageInterval interval : usage) {
            if (interval.usageClass() == UsageClass.BILLED) {
                ran.merge(AttemptKey.of(interval), interval.interval(), AttemptTimes::spanning);
            }
        }
    }

    /** Counts usage for its tenant's share, each record once: who used much lately comes after who used little. */
    void used(List<UsageInterval> usage) {
        for (UsageInterval interval : usage) {
            if (interval.usageClass() == UsageClass.BILLED) {
                past.add(
                        interval.tenant(),
                        Math.multiplyExact(interval.quantity().value(), MILLI_DEVICES),
                        interval.interval().endMillis());
            }
        }
    }

    /** Notes when a gang ran that no record says yet. */
    void ran(AttemptKey attempt, Interval interval) {
        ran.merge(attempt, interval, AttemptTimes::spanning);
    }

    PastUse past() {
        return past;
    }

    /** Returns from when to when the attempt was billed, or empty when it never was. */
    Optional<Interval> of(AttemptKey attempt) {
        return Optional.ofNullable(ran.get(attempt));
    }

    private static Interval spanning(Interval a, Interval b) {
        return new Interval(Math.min(a.startMillis(), b.startMillis()), Math.max(a.endMillis(), b.endMillis()));
    }
}
