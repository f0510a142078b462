package io.xisuan.billing.tariff;

/** Why work since the last checkpoint was lost. */
public enum LostWorkCause {
    /** The site's owner took its devices back. */
    OWNER_RECLAIM,
    /** A device or node failed. */
    NODE_FAULT,
    /** The tenant's own program or wish ended it. */
    TENANT
}
