package io.xisuan.billing.entitlement;

/** How far a balance can be relied on; only OURS is ever promised. */
public enum Authority {
    /** An allocation or grant letter to us or to the tenant: binding. */
    OURS,
    /** What the tenant says it has used elsewhere, at a date. */
    DECLARED,
    /** A public figure at a date; other suppliers draw on the same money. */
    PUBLISHED,
    /** No figure is known. */
    UNKNOWN
}
