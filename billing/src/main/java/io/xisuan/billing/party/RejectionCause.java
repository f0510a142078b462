package io.xisuan.billing.party;

/** Why an authority does not pay what was deducted: who bears it depends on the cause. */
public enum RejectionCause {
    /** The buyer was not eligible after all. */
    ELIGIBILITY,
    /** The pool or the buyer's cap was used up. */
    EXHAUSTED,
    /** The evidence of use was not enough. */
    EVIDENCE,
    /** The claim came too late. */
    LATENESS
}
