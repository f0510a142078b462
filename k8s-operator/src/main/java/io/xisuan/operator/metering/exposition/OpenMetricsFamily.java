package io.xisuan.operator.metering.exposition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One family of an OpenMetrics text while it is read. */
final class OpenMetricsFamily {
    final String name;
    MetricType type = MetricType.UNKNOWN;
    boolean typed;
    boolean helped;
    boolean unitGiven;
    Optional<String> unit = Optional.empty();
    boolean frozen;
    final Set<String> groups = new HashSet<>();
    Optional<OpenMetricsGroup> group = Optional.empty();

    OpenMetricsFamily(String name) {
        this.name = name;
    }

    /** Returns the suffixes that sample names of the type have. */
    static List<String> suffixes(MetricType type) {
        return switch (type) {
            case COUNTER -> List.of("_total", "_created");
            case HISTOGRAM -> List.of("_bucket", "_sum", "_count", "_created");
            case GAUGE_HISTOGRAM -> List.of("_bucket", "_gsum", "_gcount");
            case SUMMARY -> List.of("", "_sum", "_count", "_created");
            case INFO -> List.of("_info");
            case GAUGE, STATE_SET, UNKNOWN -> List.of("");
        };
    }

    /** Returns the suffix that makes the sample's name one of this family's, or empty when it is not. */
    Optional<String> suffixOf(String sampleName) {
        return sampleName.startsWith(name)
                ? Optional.of(sampleName.substring(name.length())).filter(suffixes(type)::contains)
                : Optional.empty();
    }

    /** Returns the label that tells apart the samples of one metric, or "" when there is none. */
    String specialLabel(String suffix) {
        return switch (type) {
            case HISTOGRAM, GAUGE_HISTOGRAM -> suffix.equals("_bucket") ? "le" : "";
            case SUMMARY -> suffix.isEmpty() ? "quantile" : "";
            case STATE_SET -> name;
            case COUNTER, GAUGE, INFO, UNKNOWN -> "";
        };
    }
}
