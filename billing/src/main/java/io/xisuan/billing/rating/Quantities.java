package io.xisuan.billing.rating;

import io.xisuan.billing.usage.UsageInterval;

/** The device time of a part of a usage interval: differences of the cumulative floor, so that parts sum to the whole. */
final class Quantities {
    private Quantities() {}

    /** Returns the device time between two instants of the usage, in milliseconds. */
    static long between(UsageInterval usage, long fromMillis, long untilMillis) {
        long start = usage.interval().startMillis();
        return cumulative(usage, untilMillis - start) - cumulative(usage, fromMillis - start);
    }

    private static long cumulative(UsageInterval usage, long elapsedMillis) {
        long length = usage.interval().lengthMillis();
        if (usage.quantity().value() == length) {
            return elapsedMillis;
        }
        return Amounts.floor(usage.quantity().value(), elapsedMillis, length);
    }
}
