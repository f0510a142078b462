package io.xisuan.billing.subsidy;

import io.xisuan.billing.entitlement.AccountId;

/** What kept a grant from giving a line all that the programme's rules come to. */
public enum Bound {
    /** Nothing did. */
    NONE,
    /** Others pay for the line already, so less of it is left. */
    LINE,
    /** All programmes together may come to so much of the line and no more. */
    TOTAL,
    /** The attempt's hold: more was not reserved when it started. */
    HOLD,
    /** The voucher is used up. */
    VOUCHER,
    /** The firm's cap is reached. */
    CAP,
    /** The programme's pool is empty. */
    POOL;

    static Bound of(AccountId account) {
        return switch (account.kind()) {
            case VOUCHER -> VOUCHER;
            case CAP -> CAP;
            case POOL -> POOL;
        };
    }
}
