package io.xisuan.scheduler.series;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Adds up what holds for a while, such as the devices of jobs, into a series; spans may come in any order. */
public final class StepSum {
    private long[] at = new long[64];
    private long[] change = new long[64];
    private int size;

    /** Adds a value that holds from one instant until another; nothing when they are the same. */
    public void add(long fromMillis, long toMillis, long value) {
        if (fromMillis > toMillis) {
            throw new IllegalArgumentException("A span from %d cannot end at %d".formatted(fromMillis, toMillis));
        }
        if (fromMillis < toMillis && value != 0) {
            put(fromMillis, value);
            put(toMillis, -value);
        }
    }

    private void put(long millis, long value) {
        if (size == at.length) {
            at = Arrays.copyOf(at, size * 2);
            change = Arrays.copyOf(change, size * 2);
        }
        at[size] = millis;
        change[size++] = value;
    }

    /**
     * Returns the sum as a series over a span; what was added outside of it is cut off.
     *
     * @throws IllegalArgumentException when the span ends before it starts
     */
    public StepSeries series(long startMillis, long endMillis) {
        int[] order = order();
        long[] instants = new long[size + 1];
        long[] values = new long[size + 1];
        instants[0] = startMillis;
        int last = 0;
        long sum = 0;
        for (int i = 0; i < size; ) {
            long now = at[order[i]];
            for (; i < size && at[order[i]] == now; i++) {
                sum = Math.addExact(sum, change[order[i]]);
            }
            if (now > startMillis && now < endMillis && sum != values[last]) {
                instants[++last] = now;
            }
            if (now < endMillis) {
                values[last] = sum;
            }
        }
        return StepSeries.checked(Arrays.copyOf(instants, last + 1), Arrays.copyOf(values, last + 1), endMillis);
    }

    private int[] order() {
        return IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Long.compare(at[a], at[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
