package io.xisuan.scheduler.cluster;

import java.math.BigInteger;

/**
 * What running a device costs the climate.
 *
 * @param puePerMille power usage effectiveness in thousandths: 1200 means a fifth on top
 * @param gramsPerKwh carbon dioxide of the power that the site buys
 */
public record Facility(int puePerMille, int gramsPerKwh) {
    /** A site of which nothing is known: its carbon counts as none. */
    public static final Facility UNKNOWN = new Facility(1000, 0);

    /** Thousandths of a watt times milliseconds in a kilowatt-hour. */
    private static final long MILLIWATT_MILLIS_PER_KWH = 3_600_000_000_000L;

    public Facility {
        if (puePerMille < 1000 || gramsPerKwh < 0) {
            throw new IllegalArgumentException(
                    "No site has PUE %d/1000 and %d g/kWh".formatted(puePerMille, gramsPerKwh));
        }
    }

    /** Returns the grams of carbon dioxide of so many device-milliseconds at so many watts a device, rounded down. */
    public long carbonGrams(long deviceMillis, int watts) {
        if (gramsPerKwh == 0 || watts == 0) {
            return 0;
        }
        long perMilli = (long) watts * puePerMille;
        if (perMilli < Integer.MAX_VALUE && Math.multiplyHigh(deviceMillis, perMilli * gramsPerKwh) == 0) {
            return Long.divideUnsigned(deviceMillis * (perMilli * gramsPerKwh), MILLIWATT_MILLIS_PER_KWH);
        }
        return BigInteger.valueOf(deviceMillis)
                .multiply(BigInteger.valueOf(perMilli))
                .multiply(BigInteger.valueOf(gramsPerKwh))
                .divide(BigInteger.valueOf(MILLIWATT_MILLIS_PER_KWH))
                .longValueExact();
    }
}
