package io.xisuan.operator.metering.exposition;

/** The lines that describe a family. */
public enum MetadataKind {
    HELP,
    TYPE,
    /** Of OpenMetrics only. */
    UNIT
}
