package io.xisuan.model;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An amount of money in whole fen (hundredths) of one currency; exact, and never mixed.
 *
 * <p>Sums and differences that leave the range of a long throw {@link ArithmeticException}; two currencies in one
 * operation throw {@link IllegalArgumentException}.
 */
public record Money(long fen, Currency currency) implements Comparable<Money> {
    public static final Money ZERO = ofFen(0);

    /** Returns an amount of CNY. */
    public static Money ofFen(long fen) {
        return new Money(fen, Currency.CNY);
    }

    /**
     * Reads yuan with at most two decimals, as {@code 1234.56}.
     *
     * @throws IllegalArgumentException when the text is no such number; nothing is rounded
     */
    public static Money parseYuan(String text) {
        BigDecimal yuan = Decimals.parse(text, "amount of money");
        if (yuan.scale() > 2 && yuan.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("\"%s\" has more than two decimals: money is whole fen".formatted(text));
        }
        try {
            return ofFen(yuan.movePointRight(2).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"%s\" is more money than the books can hold".formatted(text), e);
        }
    }

    /** Returns fen from an integer of any size. */
    public static Money ofFen(BigInteger fen) {
        return ofFen(fen.longValueExact());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, sameCurrency(other).fen), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(fen, sameCurrency(other).fen), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(fen), currency);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isNegative() {
        return fen < 0;
    }

    public boolean isPositive() {
        return fen > 0;
    }

    public boolean isZero() {
        return fen == 0;
    }

    /** Returns the share of this amount, rounded to fen as named. */
    public Money times(Rational factor, Rounding rounding) {
        BigInteger exact = BigInteger.valueOf(fen).multiply(factor.numerator());
        return new Money(rounding.divide(exact, factor.denominator()).longValueExact(), currency);
    }

    /** Returns the amount in yuan, with two decimals. */
    public BigDecimal yuan() {
        return BigDecimal.valueOf(fen, 2);
    }

    /** Returns the amount as people read it: thousands separators and two decimals, without the currency. */
    public String formatted() {
        String fenDigits = Long.toUnsignedString(fen < 0 ? -fen : fen);
        StringBuilder text = new StringBuilder("000".substring(Math.min(fenDigits.length(), 3))).append(fenDigits);
        int point = text.length() - 2;
        text.insert(point, '.');
        for (int comma = point - 3; comma > 0; comma -= 3) {
            text.insert(comma, ',');
        }
        return (fen < 0 ? text.insert(0, '-') : text).toString();
    }

    /**
     * @throws IllegalArgumentException when the currencies differ
     */
    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, sameCurrency(other).fen);
    }

    private Money sameCurrency(Money other) {
        if (other.currency != currency) {
            throw new IllegalArgumentException(
                    "%s and %s are never mixed: convert at a stated rate first".formatted(currency, other.currency));
        }
        return other;
    }

    @Override
    public String toString() {
        return formatted() + " " + currency;
    }
}
