package io.xisuan.scheduler.reservation;

import java.util.Arrays;

/**
 * The first instant by which gains at known instants add up to what is needed.
 *
 * <p>Only the gains that may matter are kept, latest on top of a heap, so that most are dismissed by one comparison.
 */
final class Soonest {
    /** No instant. */
    static final long NEVER = Long.MAX_VALUE;

    private final long need;
    private long limit;
    private long sum;
    private long[] times = new long[16];
    private long[] gains = new long[16];
    private int size;

    /**
     * @param limitMillis an instant from which on the answer is of no use
     */
    Soonest(long need, long limitMillis) {
        this.need = need;
        this.limit = limitMillis;
    }

    /** Returns the instant from which on a gain is of no use. */
    long limit() {
        return limit;
    }

    void add(long time, long gain) {
        if (time >= limit || gain <= 0) {
            return;
        }
        push(time, gain);
        sum += gain;
        while (size > 0 && sum - gains[0] >= need) {
            sum -= gains[0];
            pop();
        }
        if (sum >= need) {
            limit = size == 0 ? Long.MIN_VALUE : times[0];
        }
    }

    /** Returns the instant, or {@link #NEVER} when it is not before the first limit. */
    long instant() {
        return sum >= need && size > 0 ? times[0] : NEVER;
    }

    private void push(long time, long gain) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            gains = Arrays.copyOf(gains, 2 * size);
        }
        int at = size++;
        while (at > 0 && times[(at - 1) / 2] < time) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        set(at, time, gain);
    }

    private void pop() {
        size--;
        long time = times[size];
        long gain = gains[size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && times[child + 1] > times[child]) {
                child++;
            }
            if (times[child] <= time) {
                break;
            }
            move(child, at);
            at = child;
        }
        set(at, time, gain);
    }

    private void move(int from, int to) {
        set(to, times[from], gains[from]);
    }

    private void set(int at, long time, long gain) {
        times[at] = time;
        gains[at] = gain;
    }
}
