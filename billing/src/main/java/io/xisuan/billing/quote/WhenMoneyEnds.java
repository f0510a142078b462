package io.xisuan.billing.quote;

/** What a tenant chose for a job whose vouchers are used up before it is done. */
public enum WhenMoneyEnds {
    /** It goes on; what the vouchers do not cover any more is the tenant's own. */
    SELF_PAY,
    /** It ends at a checkpoint and waits until there is money again. */
    PAUSE,
    /** It ends. */
    STOP
}
