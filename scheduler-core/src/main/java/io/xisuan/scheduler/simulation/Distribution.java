package io.xisuan.scheduler.simulation;

import java.util.Arrays;

/**
 * Durations of many jobs in milliseconds: the mean rounded half up, nearest-rank percentiles, the largest; all 0 when
 * there are none.
 */
public record Distribution(long mean, long p50, long p95, long max) {
    /** Returns the distribution of these values, in any order. */
    static Distribution of(long[] values) {
        if (values.length == 0) {
            return new Distribution(0, 0, 0, 0);
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        long sum = 0;
        for (long value : sorted) {
            sum = Math.addExact(sum, value);
        }
        long count = sorted.length;
        long mean = Math.floorDiv(Math.addExact(sum, count / 2), count);
        return new Distribution(mean, rank(sorted, 50), rank(sorted, 95), sorted[sorted.length - 1]);
    }

    private static long rank(long[] sorted, int percent) {
        return sorted[(int) (((long) sorted.length * percent + 99) / 100) - 1];
    }
}
