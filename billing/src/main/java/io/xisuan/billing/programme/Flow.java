package io.xisuan.billing.programme;

/** What has to be done for the money, and when. */
public enum Flow {
    /** The grant is claimed on the signed contract and redeemed after settlement. */
    CLAIM_THEN_REDEEM,
    /** One application after use and settlement. */
    AFTER_USE,
    /** The voucher is taken off when the order is placed on the authority's platform. */
    INSTANT_OFFSET,
    /** The authority pays by its own records; nobody applies (免申即享). */
    NO_APPLICATION
}
