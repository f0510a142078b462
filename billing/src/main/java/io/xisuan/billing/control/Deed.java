package io.xisuan.billing.control;

/** What takes two people: one who proposes and another who approves. */
public enum Deed {
    /** Usage is credited or corrected by finding, and not by metering. */
    ADJUSTMENT,
    /** A gap in a programme's rules is filled by a document. */
    OVERLAY,
    /** A debt is given up. */
    WRITE_OFF,
    /** A claim on a programme is frozen, submitted or settled. */
    CLAIM
}
