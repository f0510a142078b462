package io.xisuan.billing.programme;

/** The amount that a rate is applied to. */
public enum BaseKind {
    /** The fee of the signed contract. */
    CONTRACT_FEE,
    /** Fees that were settled, that is invoiced and paid. */
    SETTLED_FEE,
    /** The fee of what was actually used. */
    USAGE_FEE
}
