package io.xisuan.billing.store;

import io.xisuan.model.Currency;
import io.xisuan.model.Money;

/** Money as a column has it: fen of CNY, and nothing else. */
final class Fen {
    private Fen() {}

    static long of(Money money) {
        if (money.currency() != Currency.CNY) {
            throw new IllegalArgumentException("The store keeps CNY, not %s".formatted(money));
        }
        return money.fen();
    }
}
