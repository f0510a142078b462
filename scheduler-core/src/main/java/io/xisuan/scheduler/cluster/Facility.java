package io.xisuan.scheduler.cluster;

import java.math.BigInteger;

/**
 * What running a device costs the climate.
 *
 * @param wattsPerDevice power drawn by one busy device and its part of the node, before the building's share
 * @param puePerMille power usage effectiveness in thousandths: 1200 means a fifth on top
 * @param gramsPerKwh carbon dioxide of the power that the site buys
 */
public record Facility(int wattsPerDevice, int puePerMille, int gramsPerKwh) {
    /** A site of which nothing is known: its carbon counts as none. */
    public static final Facility UNKNOWN = new Facility(0, 1000, 0);

    /** Thousandths of a watt times milliseconds in a kilowatt-hour. */
    private static final BigInteger MILLIWATT_MILLIS_PER_KWH = BigInteger.valueOf(3_600_000_000_000L);

    public Facility {
        if (wattsPerDevice < 0 || puePerMille < 1000 || gramsPerKwh < 0) {
            throw new IllegalArgumentException("No site has %d W a device, PUE %d/1000 and %d g/kWh"
                    .formatted(wattsPerDevice, puePerMille, gramsPerKwh));
        }
    }

    /** Returns the grams of carbon dioxide of so many device-milliseconds, rounded down. */
    public long carbonGrams(long deviceMillis) {
        return BigInteger.valueOf(deviceMillis)
                .multiply(BigInteger.valueOf((long) wattsPerDevice * puePerMille))
                .multiply(BigInteger.valueOf(gramsPerKwh))
                .divide(MILLIWATT_MILLIS_PER_KWH)
                .longValueExact();
    }
}
