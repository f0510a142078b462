package io.xisuan.operator.metering.exposition;

/** The types of both formats; {@code UNKNOWN} is also what Prometheus calls untyped. */
public enum MetricType {
    COUNTER,
    GAUGE,
    SUMMARY,
    HISTOGRAM,
    GAUGE_HISTOGRAM,
    INFO,
    STATE_SET,
    UNKNOWN
}
