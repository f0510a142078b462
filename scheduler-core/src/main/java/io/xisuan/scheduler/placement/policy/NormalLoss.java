package io.xisuan.scheduler.placement.policy;

/**
 * The unit normal loss {@code E[max(0, Z + z)]}, read from a table that StrictMath filled, so that it is the same on every machine.
 */
final class NormalLoss {
    private static final int STEPS_PER_UNIT = 64;
    private static final int REACH = 6;
    private static final double[] TABLE = table();

    private NormalLoss() {}

    static double of(double z) {
        if (z <= -REACH) {
            return 0;
        }
        if (z >= REACH) {
            return z;
        }
        double at = (z + REACH) * STEPS_PER_UNIT;
        int step = (int) at;
        return TABLE[step] + (at - step) * (TABLE[step + 1] - TABLE[step]);
    }

    /** Integrates the density twice by the trapezium rule, from far below. */
    private static double[] table() {
        double[] table = new double[2 * REACH * STEPS_PER_UNIT + 2];
        double width = 1.0 / STEPS_PER_UNIT;
        double below = 0;
        double loss = 0;
        for (int i = 0; i < table.length; i++) {
            table[i] = loss;
            double next = below + width * (density(i) + density(i + 1)) / 2;
            loss += width * (below + next) / 2;
            below = next;
        }
        return table;
    }

    private static double density(int step) {
        double z = (double) step / STEPS_PER_UNIT - REACH;
        return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
