package io.xisuan.model;

import java.math.BigDecimal;

/** A price per device-hour in whole micro-CNY (millionths of a yuan), VAT included; never negative. */
public record HourlyPrice(long microsPerDeviceHour) implements Comparable<HourlyPrice> {
    private static final int DECIMALS = 6;

    public HourlyPrice {
        if (microsPerDeviceHour < 0) {
            throw new IllegalArgumentException("A price is never negative: %d".formatted(microsPerDeviceHour));
        }
    }

    /**
     * Reads yuan per device-hour with at most six decimals.
     *
     * @throws IllegalArgumentException when the text is no such price
     */
    public static HourlyPrice parse(String text) {
        BigDecimal yuan = Decimals.parse(text, "price per device-hour");
        if (yuan.signum() < 0) {
            throw new IllegalArgumentException("The price \"%s\" is negative".formatted(text));
        }
        if (yuan.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException("The price \"%s\" has more than six decimals".formatted(text));
        }
        try {
            return new HourlyPrice(yuan.movePointRight(DECIMALS).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("The price \"%s\" is too large".formatted(text), e);
        }
    }

    /** Returns the exact amount for a quantity of device time. */
    public ExactAmount times(DeviceMillis quantity) {
        return ExactAmount.of(this, quantity);
    }

    /** Returns yuan per device-hour for people: at least two decimals, at most six. */
    public String formatted() {
        BigDecimal yuan = BigDecimal.valueOf(microsPerDeviceHour, DECIMALS).stripTrailingZeros();
        return yuan.setScale(Math.max(2, yuan.scale())).toPlainString();
    }

    @Override
    public int compareTo(HourlyPrice other) {
        return Long.compare(microsPerDeviceHour, other.microsPerDeviceHour);
    }

    @Override
    public String toString() {
        return formatted() + " CNY/device-hour";
    }
}
