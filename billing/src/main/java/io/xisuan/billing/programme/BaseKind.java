package io.xisuan.billing.programme;

/** The amount that a rate is applied to. */
public enum BaseKind {
    /** The fee of the signed contract. */
    CONTRACT_FEE,
    /** Fees that were settled, that is invoiced and paid. */
    SETTLED_FEE,
    /** The fee of what was actually used. */
    USAGE_FEE,
    /** What a review approved of the contract's fee (核定合同额). */
    APPROVED_AMOUNT,
    /** None: the amount is fixed. */
    NO_FEE
}
