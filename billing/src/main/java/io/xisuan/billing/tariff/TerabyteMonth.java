package io.xisuan.billing.tariff;

import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;

/**
 * A price of storage as price lists state it: yuan per TB and month (元/TB·月), for the size that comes with each device.
 *
 * <p>Storage is not metered: a device-hour carries the hour of its share. A month counts 30 days, 720 hours, by house rule, so that
 * February costs an hour what March does.
 *
 * @param microsPerTerabyteMonth micro-CNY, VAT included
 * @param perDevice the terabytes that come with one device
 */
public record TerabyteMonth(long microsPerTerabyteMonth, Rational perDevice) {
    private static final long HOURS_PER_MONTH = 720;

    public TerabyteMonth {
        if (microsPerTerabyteMonth < 0 || perDevice.signum() <= 0) {
            throw new IllegalArgumentException("Storage of %s TB a device at %d micro-CNY per TB-month makes no price"
                    .formatted(perDevice, microsPerTerabyteMonth));
        }
    }

    /** Returns the price that is charged: price x TB / 720, rounded half up to whole micro-CNY once, when the tariff is read. */
    public HourlyPrice perDeviceHour() {
        return new HourlyPrice(Rational.of(microsPerTerabyteMonth, HOURS_PER_MONTH)
                .times(perDevice)
                .round(Rounding.HALF_UP)
                .longValueExact());
    }
}
