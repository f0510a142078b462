package io.xisuan.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * Device time: devices held multiplied by milliseconds; never negative, never overflowing silently.
 *
 * <p>3,600,000 of them are one GPU-hour (卡时).
 */
public record DeviceMillis(long value) implements Comparable<DeviceMillis> {
    public static final DeviceMillis ZERO = new DeviceMillis(0);
    /** Device milliseconds in one device hour. */
    public static final long PER_HOUR = 3_600_000L;

    public DeviceMillis {
        if (value < 0) {
            throw new IllegalArgumentException("Device time is never negative, not %d ms".formatted(value));
        }
    }

    /** Returns the time of {@code devices} whole devices over the interval. */
    public static DeviceMillis of(int devices, Interval interval) {
        if (devices < 0) {
            throw new IllegalArgumentException("A count of devices is never negative, not %d".formatted(devices));
        }
        return new DeviceMillis(Math.multiplyExact(interval.lengthMillis(), (long) devices));
    }

    public static DeviceMillis sum(Collection<DeviceMillis> parts) {
        long total = 0;
        for (DeviceMillis part : parts) {
            total = Math.addExact(total, part.value);
        }
        return new DeviceMillis(total);
    }

    /**
     * @throws ArithmeticException when the sum exceeds a long
     */
    public DeviceMillis plus(DeviceMillis other) {
        return new DeviceMillis(Math.addExact(value, other.value));
    }

    /**
     * @throws IllegalArgumentException when {@code other} is the larger
     */
    public DeviceMillis minus(DeviceMillis other) {
        return new DeviceMillis(Math.subtractExact(value, other.value));
    }

    /** Returns device hours (卡时) for people, with six decimals, rounded half up. */
    public BigDecimal hours() {
        return BigDecimal.valueOf(value).divide(BigDecimal.valueOf(PER_HOUR), 6, RoundingMode.HALF_UP);
    }

    @Override
    public int compareTo(DeviceMillis other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value + " device-ms";
    }
}
