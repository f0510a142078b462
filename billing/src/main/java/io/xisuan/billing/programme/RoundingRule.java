package io.xisuan.billing.programme;

import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.math.BigDecimal;

/** A rounding that a text prescribes, after each step of its formula: unit, decimals and direction. */
public record RoundingRule(MoneyUnit unit, int decimals, Rounding rounding) {
    /** Our own rule where a text states none: the subsidy alone is rounded, down to the fen. */
    public static final RoundingRule FLOOR_FEN = new RoundingRule(MoneyUnit.CNY, 2, Rounding.FLOOR);

    public RoundingRule {
        int most = unit == MoneyUnit.CNY ? 2 : 6;
        if (decimals < 0 || decimals > most) {
            throw new IllegalArgumentException(
                    "Amounts in %s have 0 to %d decimals, not %d: money is whole fen".formatted(unit, most, decimals));
        }
    }

    /** Returns an amount of fen in the unit of this rule, rounded. */
    BigDecimal round(Rational fen) {
        return fen.dividedBy(Rational.of(unit.fen(), 1)).round(decimals, rounding);
    }

    /** Returns rounded units in fen. */
    Rational fen(BigDecimal units) {
        return Rational.of(units).times(Rational.of(unit.fen(), 1));
    }
}
