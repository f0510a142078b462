package io.xisuan.scheduler.forecast;

import java.util.Arrays;

/** Some numbers and their quantiles by nearest rank, which are always one of the numbers. */
final class Sample {
    static final int WHOLE = 1000;

    private long[] values;
    private int size;

    Sample(int expected) {
        values = new long[Math.max(1, expected)];
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long[] values() {
        return Arrays.copyOf(values, size);
    }

    /** Returns the smallest number that so many thousandths of the numbers do not exceed. */
    long quantile(int perMille) {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceilDiv((long) size * perMille, WHOLE);
        return sorted[Math.max(0, rank - 1)];
    }
}
