package io.xisuan.scheduler.forecast;

/**
 * The loss that a quantile minimises (Koenker and Bassett, "Regression Quantiles", 1978): a device too few costs the quantile,
 * a device too many what is left to one.
 */
final class Pinball {
    private Pinball() {}

    /** Returns the loss in thousandths of a device. */
    static long milliLoss(int perMille, long foretold, long used) {
        return used >= foretold
                ? Math.multiplyExact((long) perMille, used - foretold)
                : Math.multiplyExact((long) (Sample.WHOLE - perMille), foretold - used);
    }
}
