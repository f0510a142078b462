package io.xisuan.operator.programmes.second;

import java.math.BigInteger;

/** An exact number as one integer over another; written anew so that both evaluators share no arithmetic. */
record Fraction(BigInteger over, BigInteger under) implements Comparable<Fraction> {
    static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

    Fraction {
        if (under.signum() <= 0) {
            throw new IllegalArgumentException("%s / %s".formatted(over, under));
        }
    }

    /** Reads {@code 12.50} or {@code 1/3}. */
    static Fraction of(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return new Fraction(new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
        }
        int point = text.indexOf('.');
        if (point < 0) {
            return new Fraction(new BigInteger(text), BigInteger.ONE);
        }
        String digits = text.substring(0, point) + text.substring(point + 1);
        return new Fraction(new BigInteger(digits), BigInteger.TEN.pow(text.length() - point - 1));
    }

    static Fraction of(long over, long under) {
        return new Fraction(BigInteger.valueOf(over), BigInteger.valueOf(under));
    }

    Fraction times(Fraction other) {
        return new Fraction(over.multiply(other.over), under.multiply(other.under));
    }

    Fraction less(Fraction other) {
        return new Fraction(
                over.multiply(other.under).subtract(other.over.multiply(under)), under.multiply(other.under));
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // what is over goes under: that is what an inverse is
    Fraction inverse() {
        return new Fraction(under, over);
    }

    /** Returns this less the other, or zero where that is negative. */
    Fraction rest(Fraction other) {
        Fraction left = less(other);
        return left.over.signum() < 0 ? ZERO : left;
    }

    Fraction least(Fraction other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Fraction most(Fraction other) {
        return compareTo(other) >= 0 ? this : other;
    }

    boolean below(Fraction other) {
        return compareTo(other) < 0;
    }

    /** Returns the largest integer that is not above this. */
    BigInteger floor() {
        BigInteger[] parts = over.divideAndRemainder(under);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** Returns the nearest integer; the half goes up. */
    BigInteger halfUp() {
        return times(of(2, 1)).less(of(-1, 1)).times(of(1, 2)).floor();
    }

    @Override
    public int compareTo(Fraction other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }
}
