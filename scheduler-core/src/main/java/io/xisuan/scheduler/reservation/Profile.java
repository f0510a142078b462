package io.xisuan.scheduler.reservation;

import java.util.Arrays;

/**
 * How what a node (or pool) has left changes in future: steps in the order of time, relative to now.
 *
 * <p>Primitive arrays, because one is walked for each node and each moment that a gang might start.
 */
final class Profile {
    private static final int FIRST_CAPACITY = 4;

    private long[] times = new long[FIRST_CAPACITY];
    private long[] devices = new long[FIRST_CAPACITY];
    private long[] cpuMillis = new long[FIRST_CAPACITY];
    private long[] memoryMib = new long[FIRST_CAPACITY];
    private int size;

    /** An amount that is added (or, when negative, taken) at a moment. */
    record Step(long atMillis, long devices, long cpuMillis, long memoryMib) {
        Step negatedAt(long otherMillis) {
            return new Step(otherMillis, -devices, -cpuMillis, -memoryMib);
        }
    }

    void add(Step step) {
        int at = Arrays.binarySearch(times, 0, size, step.atMillis());
        if (at < 0) {
            at = -at - 1;
            insert(at, step.atMillis());
        }
        devices[at] += step.devices();
        cpuMillis[at] += step.cpuMillis();
        memoryMib[at] += step.memoryMib();
    }

    private void insert(int at, long time) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            devices = Arrays.copyOf(devices, size * 2);
            cpuMillis = Arrays.copyOf(cpuMillis, size * 2);
            memoryMib = Arrays.copyOf(memoryMib, size * 2);
        }
        for (long[] column : new long[][] {times, devices, cpuMillis, memoryMib}) {
            System.arraycopy(column, at, column, at + 1, size - at);
            column[at] = 0;
        }
        times[at] = time;
        size++;
    }

    int size() {
        return size;
    }

    long timeMillis(int step) {
        return times[step];
    }

    /** Returns the devices that come (or, when negative, go) at a step. */
    long devices(int step) {
        return devices[step];
    }

    /** Returns the least that is added to today's devices at any moment of {@code [from, to)}; may be negative. */
    long leastDevices(long from, long to) {
        return least(devices, from, to);
    }

    long leastCpuMillis(long from, long to) {
        return least(cpuMillis, from, to);
    }

    long leastMemoryMib(long from, long to) {
        return least(memoryMib, from, to);
    }

    private long least(long[] column, long from, long to) {
        long sum = 0;
        int step = 0;
        while (step < size && times[step] <= from) {
            sum += column[step++];
        }
        long least = sum;
        while (step < size && times[step] < to) {
            sum += column[step++];
            least = Math.min(least, sum);
        }
        return least;
    }
}
