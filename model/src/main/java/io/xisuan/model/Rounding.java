package io.xisuan.model;

import java.math.BigInteger;

/** The roundings that rules name; every rounding of money names one of these. */
public enum Rounding {
    /** To the nearest, halves away from zero (四舍五入): prices, VAT, invoice lines. */
    HALF_UP {
        @Override
        BigInteger divide(BigInteger numerator, BigInteger denominator) {
            BigInteger doubled = numerator.abs().shiftLeft(1).add(denominator);
            BigInteger magnitude = doubled.divide(denominator.shiftLeft(1));
            return numerator.signum() < 0 ? magnitude.negate() : magnitude;
        }
    },
    /** Towards negative infinity: subsidies, so that a share never exceeds what the rule gives. */
    FLOOR {
        @Override
        BigInteger divide(BigInteger numerator, BigInteger denominator) {
            BigInteger[] parts = numerator.divideAndRemainder(denominator);
            return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        }
    },
    /** Towards zero (不采取四舍五入, plain cutting): the formulas of some programmes. */
    TRUNCATE {
        @Override
        BigInteger divide(BigInteger numerator, BigInteger denominator) {
            return numerator.divide(denominator);
        }
    },
    /** Towards positive infinity: what must be reserved so that it suffices. */
    CEILING {
        @Override
        BigInteger divide(BigInteger numerator, BigInteger denominator) {
            return FLOOR.divide(numerator.negate(), denominator).negate();
        }
    };

    /** Returns the integer that the quotient rounds to; the denominator is positive. */
    abstract BigInteger divide(BigInteger numerator, BigInteger denominator);
}
