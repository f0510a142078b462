package io.xisuan.operator.metering.scrape.plan;

/**
 * Slots of one target in which it was not asked and whose gaps are not yet told: {@code from}, {@code from + step}, ... before
 * {@code to}.
 */
public record OwedSlots(long from, long to, long step, Miss miss) {
    public OwedSlots {
        if (step < 1 || from >= to || (to - from) % step != 0) {
            throw new IllegalArgumentException("No slots are from %d to %d by %d".formatted(from, to, step));
        }
    }

    /** Says whether the other's slots follow these without a break and for the same reason. */
    boolean goesOnWith(OwedSlots other) {
        return to == other.from && step == other.step && miss == other.miss;
    }

    OwedSlots until(long end) {
        return new OwedSlots(from, end, step, miss);
    }
}
