package io.xisuan.billing.entitlement;

/** Why a command on balances is refused; nothing has changed then. Its code stands in the chain and never changes. */
public enum RefusalReason {
    INSUFFICIENT_VOUCHER(1),
    INSUFFICIENT_CAP(2),
    INSUFFICIENT_POOL(3),
    UNKNOWN_ACCOUNT(4),
    ACCOUNT_EXISTS(5),
    UNKNOWN_HOLD(6),
    HOLD_EXISTS(7),
    HOLD_RESOLVED(8),
    HOLD_NOT_EXPIRED(9),
    UNKNOWN_LINE(10),
    OVER_HELD(11),
    NOT_FREE(12),
    /** The command's id was used before for something else. */
    COMMAND_REUSED(13),
    /** A balance does not expire while holds on it are open. */
    HOLDS_OPEN(14),
    /** What was posted cannot be voided; it is undone or resolved. */
    ALREADY_POSTED(15),
    /** A later statement of the same source is known. */
    SUPERSEDED(16),
    /** More is to be opened again than has expired. */
    NOT_EXPIRED(17),
    /** Late use is not accepted any more. */
    CLAIM_PERIOD_OVER(18),
    /** More is to be undone or moved than was posted. */
    NOT_POSTED(19),
    /** Money moves between years of one voucher's cap and pool, never to another voucher or past a cap. */
    OTHER_VOUCHER(20);

    private final int code;

    RefusalReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
