package io.xisuan.operator.report;

import io.xisuan.model.Money;

/** The balance of a grant: what was granted, is set aside for running jobs, was used, and is left. */
public record VoucherBalance(Money granted, Money held, Money used) {
    public VoucherBalance {
        if (granted.isNegative() || held.isNegative() || used.isNegative()) {
            throw new IllegalArgumentException(
                    "A voucher of %s with %s held and %s used: none can be negative".formatted(granted, held, used));
        }
    }

    /** Returns what neither a hold nor an invoice has taken. */
    public Money left() {
        return granted.minus(held).minus(used).max(Money.ZERO);
    }
}
