package io.xisuan.operator.metering.exposition;

import java.nio.charset.StandardCharsets;

/** What the names of samples have after the name of their family in OpenMetrics. */
enum Suffix {
    NONE(""),
    TOTAL("_total"),
    CREATED("_created"),
    BUCKET("_bucket"),
    SUM("_sum"),
    COUNT("_count"),
    GSUM("_gsum"),
    GCOUNT("_gcount"),
    INFO("_info");

    private static final Suffix[] OF_COUNTERS = {TOTAL, CREATED};
    private static final Suffix[] OF_HISTOGRAMS = {BUCKET, SUM, COUNT, CREATED};
    private static final Suffix[] OF_GAUGE_HISTOGRAMS = {BUCKET, GSUM, GCOUNT};
    private static final Suffix[] OF_SUMMARIES = {NONE, SUM, COUNT, CREATED};
    private static final Suffix[] OF_INFOS = {INFO};
    private static final Suffix[] OF_OTHERS = {NONE};

    @SuppressWarnings("ImmutableEnumChecker") // read by this package only, which does not write to it
    private final byte[] bytes;

    Suffix(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns the suffixes of the type's samples; the array is shared and must not be written to. */
    static Suffix[] of(MetricType type) {
        return switch (type) {
            case COUNTER -> OF_COUNTERS;
            case HISTOGRAM -> OF_HISTOGRAMS;
            case GAUGE_HISTOGRAM -> OF_GAUGE_HISTOGRAMS;
            case SUMMARY -> OF_SUMMARIES;
            case INFO -> OF_INFOS;
            case GAUGE, STATE_SET, UNKNOWN -> OF_OTHERS;
        };
    }
}
