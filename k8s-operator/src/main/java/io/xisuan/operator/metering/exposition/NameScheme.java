package io.xisuan.operator.metering.exposition;

/** Which names a Prometheus text may have; unquoted names are the same in both. */
public enum NameScheme {
    /** Any text in quotes, as Prometheus 3 has it. */
    UTF8,
    /** Letters, digits, underscores, and colons in metric names, also within quotes, as before Prometheus 3. */
    LEGACY
}
