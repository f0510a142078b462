package io.xisuan.operator.metering.exposition;

/** The two text formats that exporters write. */
public enum ExpositionFormat {
    /** Prometheus text 0.0.4, by the grammar of Prometheus's own {@code expfmt}, with quoted UTF-8 names. */
    TEXT,
    /** OpenMetrics 1.0: one mistake makes the whole text erroneous. */
    OPENMETRICS
}
