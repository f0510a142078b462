package io.xisuan.billing.entitlement;

/** The kinds of balances that a hold draws on together. */
public enum AccountKind {
    /** One grant to one tenant. */
    VOUCHER,
    /** What one firm may draw from one programme in one year. */
    CAP,
    /** What one programme has for one year. */
    POOL
}
