package io.xisuan.scheduler.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A quantity over a span of time that changes in steps, such as devices in use; never changes itself.
 *
 * <p>Held as two arrays, because a trace of a month has a hundred thousand steps.
 */
public final class StepSeries {
    private final long[] at;
    private final long[] value;
    private final long endMillis;

    private StepSeries(long[] at, long[] value, long endMillis) {
        this.at = at;
        this.value = value;
        this.endMillis = endMillis;
    }

    /**
     * Returns the series of these steps, in the order of time.
     *
     * @param endMillis until when the last step holds
     * @throws IllegalArgumentException when there is no step, or an instant is not after the one before it
     */
    public static StepSeries of(List<Step> steps, long endMillis) {
        long[] at = new long[steps.size()];
        long[] value = new long[steps.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = steps.get(i).atMillis();
            value[i] = steps.get(i).value();
            if (i > 0 && at[i] <= at[i - 1]) {
                throw new IllegalArgumentException("A step at %d does not come after %d".formatted(at[i], at[i - 1]));
            }
        }
        return checked(at, value, endMillis);
    }

    static StepSeries checked(long[] at, long[] value, long endMillis) {
        if (at.length == 0 || endMillis < at[at.length - 1]) {
            throw new IllegalArgumentException(
                    "%d steps until %d: a series has a step and ends after it".formatted(at.length, endMillis));
        }
        return new StepSeries(at, value, endMillis);
    }

    public long startMillis() {
        return at[0];
    }

    public long endMillis() {
        return endMillis;
    }

    /** Returns the steps in the order of time. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>(at.length);
        for (int i = 0; i < at.length; i++) {
            steps.add(new Step(at[i], value[i]));
        }
        return steps;
    }

    /** Returns the value at an instant; 0 before the first step and from the end on. */
    public long valueAt(long millis) {
        return millis < at[0] || millis >= endMillis ? 0 : value[stepAt(millis)];
    }

    /** Returns the sum of value times milliseconds between two instants. */
    public long area(long fromMillis, long toMillis) {
        long from = Math.max(fromMillis, at[0]);
        long to = Math.min(toMillis, endMillis);
        long sum = 0;
        for (int i = from < to ? stepAt(from) : at.length; i < at.length && at[i] < to; i++) {
            long until = i + 1 < at.length ? Math.min(at[i + 1], to) : to;
            sum = Math.addExact(sum, Math.multiplyExact(value[i], until - Math.max(at[i], from)));
        }
        return sum;
    }

    /** Returns the largest value that held between two instants; 0 when none did. */
    public long peak(long fromMillis, long toMillis) {
        long from = Math.max(fromMillis, at[0]);
        long to = Math.min(toMillis, endMillis);
        long most = 0;
        for (int i = from < to ? stepAt(from) : at.length; i < at.length && at[i] < to; i++) {
            most = Math.max(most, value[i]);
        }
        return most;
    }

    private int stepAt(long millis) {
        int found = Arrays.binarySearch(at, millis);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public String toString() {
        return at.length + " steps from " + at[0] + " to " + endMillis;
    }
}
