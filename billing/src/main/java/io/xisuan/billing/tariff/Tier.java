package io.xisuan.billing.tariff;

import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;

/**
 * One step of a graduated price: the price of all device time of a contract's month from a threshold on.
 *
 * @param from how much device time the contract's month has before the step begins; positive, because the first step is the rule's own
 *     price
 * @param price VAT included
 */
public record Tier(DeviceMillis from, HourlyPrice price) {
    public Tier {
        if (from.value() == 0) {
            throw new IllegalArgumentException("A further tier begins after some device time, not at 0");
        }
    }

    /** Returns {@code 1000h+}, the name of the step. */
    String label() {
        return hours(from) + "h+";
    }

    /** Returns hours without trailing zeros. */
    static String hours(DeviceMillis time) {
        return time.hours().stripTrailingZeros().toPlainString();
    }
}
