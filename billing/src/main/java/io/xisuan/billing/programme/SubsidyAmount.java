package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import java.math.BigDecimal;

/** An amount in the unit that the programme calculates in, and the same in money. */
public record SubsidyAmount(BigDecimal amount, MoneyUnit unit) {
    /** Returns the amount in whole fen; it never has a fraction of one. */
    public Money money() {
        return Money.ofFen(amount.multiply(BigDecimal.valueOf(unit.fen())).longValueExact());
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + unit;
    }
}
