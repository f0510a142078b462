package io.xisuan.billing.rating;

import io.xisuan.model.DeviceMillis;
import io.xisuan.model.ExactAmount;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.Rounding;
import java.math.BigInteger;

/** Amounts of lines from products of 128 bits: big integers only where a product leaves 63 bits. */
final class Amounts {
    private static final long UNITS_PER_FEN = ExactAmount.UNITS_PER_FEN.longValueExact();
    private static final long HALF_A_FEN = UNITS_PER_FEN / 2;

    private Amounts() {}

    /** Returns price x quantity in fen, rounded half up once. */
    static Money halfUp(HourlyPrice price, DeviceMillis quantity) {
        long high = Math.multiplyHigh(price.microsPerDeviceHour(), quantity.value());
        long low = price.microsPerDeviceHour() * quantity.value();
        if (high == 0 && low >= 0 && low <= Long.MAX_VALUE - HALF_A_FEN) {
            return Money.ofFen((low + HALF_A_FEN) / UNITS_PER_FEN);
        }
        return ExactAmount.of(price, quantity).round(Rounding.HALF_UP);
    }

    /** Returns floor(quantity x elapsed / length); all are positive or zero, and the quantity is at most the length. */
    static long floor(long quantity, long elapsed, long length) {
        long high = Math.multiplyHigh(quantity, elapsed);
        long low = quantity * elapsed;
        if (high == 0 && low >= 0) {
            return low / length;
        }
        return BigInteger.valueOf(quantity)
                .multiply(BigInteger.valueOf(elapsed))
                .divide(BigInteger.valueOf(length))
                .longValueExact();
    }
}
