package io.xisuan.billing.programme;

/** Which twelve months a yearly limit counts. */
public enum CapYear {
    /** From 1 January to 31 December. */
    CALENDAR,
    /** Any twelve months on end. */
    ROLLING
}
