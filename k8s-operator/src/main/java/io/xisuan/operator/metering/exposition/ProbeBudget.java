package io.xisuan.operator.metering.exposition;

/**
 * How often tables may still look past entries that hash to the same place. Honest texts use next to nothing; a text made to
 * collide uses it up and is refused, so that the time is linear in the length of any text.
 */
final class ProbeBudget {
    private static final long START = 1 << 20;
    private static final long EACH = 32;

    private long left;

    void start() {
        left = START;
    }

    /** Adds what one more entry may cost. */
    void entry() {
        left += EACH;
    }

    void spend(long probes) {
        left -= probes;
        if (left < 0) {
            throw new TextRefused("names or labels are made to fall together in the reader's tables");
        }
    }
}
