package io.xisuan.model;

import java.math.BigDecimal;

/** A share of an amount between nothing and all of it, exact: a subsidy rate or a VAT rate. */
public record Rate(Rational value) implements Comparable<Rate> {
    public static final Rate ZERO = new Rate(Rational.ZERO);
    public static final Rate ALL = new Rate(Rational.ONE);

    public Rate {
        if (value.signum() < 0 || value.compareTo(Rational.ONE) > 0) {
            throw new IllegalArgumentException("A rate lies between 0 and 1, not %s".formatted(value));
        }
    }

    /**
     * Reads a fraction as {@code 0.30} (not {@code 30} and not {@code 30%}).
     *
     * @throws IllegalArgumentException when the text is no decimal number between 0 and 1
     */
    public static Rate parse(String text) {
        BigDecimal value = Decimals.parse(text, "rate");
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "The rate \"%s\" is not between 0 and 1: write 30 %% as 0.30".formatted(text));
        }
        return new Rate(Rational.of(value));
    }

    public static Rate percent(long percent) {
        return new Rate(Rational.of(percent, 100));
    }

    /** Returns the share of an amount, rounded to fen as named. */
    public Money of(Money amount, Rounding rounding) {
        return amount.times(value, rounding);
    }

    /** Returns the rate in per cent, with as many decimals as it needs, up to four. */
    public String formatted() {
        BigDecimal percent = value.times(Rational.of(100, 1)).round(4, Rounding.HALF_UP);
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    @Override
    public int compareTo(Rate other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return formatted();
    }
}
