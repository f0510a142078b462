package io.xisuan.billing.tariff;

/** What the seller credits when work is lost. */
public enum LostWorkCredit {
    NONE,
    /** All device time since the last confirmed checkpoint. */
    SINCE_CHECKPOINT,
    /** All device time of the attempt. */
    ALL
}
