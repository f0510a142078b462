package io.xisuan.operator.metering.exposition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The families of a Prometheus text, and which of them a sample's name belongs to. */
final class TextFamilies {
    /** A family as far as it was described. */
    static final class Family {
        Optional<MetricType> type = Optional.empty();
        boolean helped;

        boolean is(MetricType wanted) {
            return type.isPresent() && type.get() == wanted;
        }
    }

    private final Map<String, Family> byName = new HashMap<>();

    int count() {
        return byName.size();
    }

    /** Returns the family of the name, which for parts of summaries and histograms is the family without the suffix. */
    Family of(String name) {
        Family known = byName.get(name);
        if (known != null) {
            return known;
        }
        Optional<Family> whole = without(name, "_count", MetricType.SUMMARY)
                .or(() -> without(name, "_sum", MetricType.SUMMARY))
                .or(() -> without(name, "_count", MetricType.HISTOGRAM))
                .or(() -> without(name, "_sum", MetricType.HISTOGRAM))
                .or(() -> without(name, "_bucket", MetricType.HISTOGRAM));
        return whole.orElseGet(() -> byName.computeIfAbsent(name, fresh -> new Family()));
    }

    private Optional<Family> without(String name, String suffix, MetricType type) {
        return name.endsWith(suffix)
                ? Optional.ofNullable(byName.get(name.substring(0, name.length() - suffix.length())))
                        .filter(family -> family.is(type))
                : Optional.empty();
    }
}
