package io.xisuan.operator.metering.scrape.plan;

/**
 * A target with its rhythm. Time is cut into slots of its interval; it is asked once a slot, at a fixed moment within it that
 * follows from its name alone, so that load spreads and a restart changes nothing.
 *
 * @param timeoutMillis the longest that one request may last; shorter than the interval, so that requests never pile up
 */
public record PlannedTarget(TargetKey key, long intervalMillis, long timeoutMillis) {
    public PlannedTarget {
        if (intervalMillis < 1 || timeoutMillis < 1 || timeoutMillis >= intervalMillis) {
            throw new IllegalArgumentException("%s: a time-out of %d ms is not within an interval of %d ms"
                    .formatted(key, timeoutMillis, intervalMillis));
        }
    }

    /** Returns how long after the begin of a slot the target is asked; its last third is left for who comes late. */
    public long jitterMillis() {
        return Math.floorMod(key.spread(), Math.max(1, intervalMillis - intervalMillis / 3));
    }

    /** Returns the first slot whose moment of asking is not before the given time. */
    public long firstSlotDueFrom(long millis) {
        return Math.ceilDiv(millis - jitterMillis(), intervalMillis) * intervalMillis;
    }

    /** Returns the slot that the given time lies in. */
    long slotOf(long millis) {
        return Math.floorDiv(millis, intervalMillis) * intervalMillis;
    }

    /** Returns the first slot that does not begin before the given time. */
    long slotFrom(long millis) {
        return Math.ceilDiv(millis, intervalMillis) * intervalMillis;
    }
}
