package io.xisuan.billing.programme;

/** A part of the year after which something is issued. */
public enum Period {
    MONTH,
    QUARTER,
    YEAR
}
