package io.xisuan.billing.entitlement;

/** Why a command on balances is refused; nothing has changed then. */
public enum RefusalReason {
    INSUFFICIENT_VOUCHER,
    INSUFFICIENT_CAP,
    INSUFFICIENT_POOL,
    UNKNOWN_ACCOUNT,
    ACCOUNT_EXISTS,
    GRANT_BELOW_USE,
    UNKNOWN_HOLD,
    HOLD_EXISTS,
    HOLD_RESOLVED,
    HOLD_NOT_EXPIRED,
    UNKNOWN_LINE,
    OVER_HELD,
    NOT_FREE,
    /** The command's id was used before for something else. */
    COMMAND_REUSED
}
