package io.xisuan.billing.programme;

/** Who decides the rate, where a text says "at most". */
public enum RateSetter {
    /** The text fixes the rate. */
    TEXT,
    /** The holder of a voucher may use as much as it wishes, up to the rate. */
    HOLDER,
    /** The authority decides case by case up to the rate; only a grant tells. */
    GRANT
}
