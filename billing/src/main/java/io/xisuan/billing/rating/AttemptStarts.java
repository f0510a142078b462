package io.xisuan.billing.rating;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** When each attempt first held a device: what its price lock counts from. */
public record AttemptStarts(Map<AttemptKey, Long> startMillis) {
    public AttemptStarts {
        startMillis = Map.copyOf(startMillis);
    }

    /** Returns the starts that usage shows; complete only when the usage reaches back to them. */
    public static AttemptStarts of(List<UsageInterval> usage) {
        Map<AttemptKey, Long> starts = new TreeMap<>();
        for (UsageInterval interval : usage) {
            starts.merge(AttemptKey.of(interval), interval.interval().startMillis(), Math::min);
        }
        return new AttemptStarts(starts);
    }

    long startOf(AttemptKey attempt) {
        return Objects.requireNonNull(
                startMillis.get(attempt), () -> "No start is known for attempt %s".formatted(attempt));
    }
}
