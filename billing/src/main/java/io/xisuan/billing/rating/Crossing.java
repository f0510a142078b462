package io.xisuan.billing.rating;

import io.xisuan.billing.usage.UsageInterval;
import java.util.Set;

/**
 * The millisecond in which a contract's month passes a threshold of device time.
 *
 * @param instantMillis its start
 * @param below the ids of the usage that is still below the threshold in this very millisecond
 */
record Crossing(long instantMillis, Set<String> below) {
    /** The threshold is not reached. */
    static final Crossing NEVER = new Crossing(Long.MAX_VALUE, Set.of());

    /** The threshold was passed before the month's first usage. */
    static final Crossing BEFORE = new Crossing(Long.MIN_VALUE, Set.of());

    Crossing {
        below = Set.copyOf(below);
    }

    /** Returns the first instant of the usage that is past the threshold. */
    long instantFor(UsageInterval usage) {
        return below.contains(usage.id()) ? instantMillis + 1 : instantMillis;
    }
}
