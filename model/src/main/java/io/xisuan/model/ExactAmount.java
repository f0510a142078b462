package io.xisuan.model;

import java.math.BigInteger;

/**
 * An unrounded amount of CNY: a whole number of micro-CNY x device-milliseconds per hour, of which 36,000,000,000 are one
 * fen.
 *
 * <p>Price is integer micro-CNY per device-hour and quantity is integer device-milliseconds, so every product and every
 * sum is a whole number of this unit: nothing is lost until a named rounding.
 */
public record ExactAmount(BigInteger units) implements Comparable<ExactAmount> {
    public static final ExactAmount ZERO = new ExactAmount(BigInteger.ZERO);
    /** Units in one fen: 10,000 micro-CNY x 3,600,000 ms. */
    public static final BigInteger UNITS_PER_FEN = BigInteger.valueOf(36_000_000_000L);

    public static ExactAmount of(HourlyPrice price, DeviceMillis quantity) {
        return new ExactAmount(
                BigInteger.valueOf(price.microsPerDeviceHour()).multiply(BigInteger.valueOf(quantity.value())));
    }

    public static ExactAmount of(Money money) {
        if (money.currency() != Currency.CNY) {
            throw new IllegalArgumentException("Exact amounts are CNY, not %s".formatted(money.currency()));
        }
        return new ExactAmount(BigInteger.valueOf(money.fen()).multiply(UNITS_PER_FEN));
    }

    public ExactAmount plus(ExactAmount other) {
        return new ExactAmount(units.add(other.units));
    }

    public ExactAmount minus(ExactAmount other) {
        return new ExactAmount(units.subtract(other.units));
    }

    /** Returns the amount in fen, rounded as named. */
    public Money round(Rounding rounding) {
        return Money.ofFen(rounding.divide(units, UNITS_PER_FEN));
    }

    /** Returns the share of this amount in fen, rounded once, as named. */
    public Money share(Rate rate, Rounding rounding) {
        BigInteger exact = units.multiply(rate.value().numerator());
        return Money.ofFen(
                rounding.divide(exact, UNITS_PER_FEN.multiply(rate.value().denominator())));
    }

    /** Returns this amount as a fraction of fen. */
    public Rational fen() {
        return new Rational(units, UNITS_PER_FEN);
    }

    @Override
    public int compareTo(ExactAmount other) {
        return units.compareTo(other.units);
    }
}
