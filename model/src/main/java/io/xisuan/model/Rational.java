package io.xisuan.model;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact fraction, reduced, with a positive denominator. */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    public static final Rational ZERO = of(0, 1);
    public static final Rational ONE = of(1, 1);

    public Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("A fraction has no zero denominator: %s/0".formatted(numerator));
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static Rational of(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        return new Rational(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
    }

    public Rational plus(Rational other) {
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Rational minus(Rational other) {
        return plus(other.negated());
    }

    public Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /**
     * @throws ArithmeticException when {@code other} is zero
     */
    public Rational dividedBy(Rational other) {
        return new Rational(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    public Rational negated() {
        return new Rational(numerator.negate(), denominator);
    }

    public Rational min(Rational other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public int signum() {
        return numerator.signum();
    }

    /** Returns the integer that this rounds to. */
    public BigInteger round(Rounding rounding) {
        return rounding.divide(numerator, denominator);
    }

    /** Returns this with so many decimals, rounded as named. */
    public BigDecimal round(int decimals, Rounding rounding) {
        if (decimals < 0) {
            throw new IllegalArgumentException("A number of decimals is not negative: %d".formatted(decimals));
        }
        BigInteger scaled = rounding.divide(numerator.multiply(BigInteger.TEN.pow(decimals)), denominator);
        return new BigDecimal(scaled, decimals);
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
