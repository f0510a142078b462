package io.xisuan.billing.store;

/** Whether more of the month may be issued after a part. */
public enum IssuePart {
    /** A part of the month so far; others follow. */
    INTERIM,
    /** The last part: afterwards the month is closed. */
    FINAL
}
