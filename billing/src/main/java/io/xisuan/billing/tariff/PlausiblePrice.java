package io.xisuan.billing.tariff;

import io.xisuan.model.HourlyPrice;

/**
 * The bounds that a price must keep so that a mistaken unit is found before anybody is billed by it: yuan per month or year as per hour,
 * fen as yuan.
 *
 * <p>A house rule, not a law: public offers in 2025 went from 0.8 CNY (RTX 3090) to 25 CNY (H200) per device-hour.
 */
public final class PlausiblePrice {
    /** No device is rented for more than a thousand yuan an hour: 8.76 million a year. */
    static final HourlyPrice MOST = new HourlyPrice(1_000_000_000L);

    private static final long HOURS_PER_YEAR = 8760;

    private PlausiblePrice() {}

    /**
     * Returns the price.
     *
     * @param what what the price is of, for the message
     * @throws IllegalArgumentException when it is so high that its unit must be wrong
     */
    public static HourlyPrice checked(HourlyPrice price, String what) {
        if (price.compareTo(MOST) > 0) {
            long yearly = price.microsPerDeviceHour() / HOURS_PER_YEAR;
            throw new IllegalArgumentException(
                    "%s at %s per device-hour passes the plausible %s: is it a price per month or year? Per year it would be %s per device-hour"
                            .formatted(what, price.formatted(), MOST.formatted(), new HourlyPrice(yearly).formatted()));
        }
        return price;
    }
}
