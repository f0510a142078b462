package io.xisuan.billing.programme;

/** How the days of a period are counted. */
public enum DayCount {
    /** The last day less the first, as Nanning's official example counts: 2025-03-01 to 2025-12-31 is 305. */
    LAST_LESS_FIRST,
    /** Both the first and the last day: 2025-03-01 to 2025-12-31 is 306. */
    INCLUSIVE
}
