package io.xisuan.scheduler.simulation;

import java.util.Arrays;

/** A binary heap of job indexes by a long key; of equal keys the lower index comes first. */
final class LongHeap {
    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    long firstKey() {
        return keys[0];
    }

    int first() {
        return values[0];
    }

    void add(long key, int value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        int at = size++;
        while (at > 0 && before(key, value, (at - 1) / 2)) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        keys[at] = key;
        values[at] = value;
    }

    int removeFirst() {
        int result = values[0];
        long key = keys[--size];
        int value = values[size];
        int at = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && before(keys[child + 1], values[child + 1], child)) {
                child++;
            }
            if (before(key, value, child)) {
                break;
            }
            move(child, at);
            at = child;
            child = 2 * at + 1;
        }
        keys[at] = key;
        values[at] = value;
        return result;
    }

    LongHeap copy() {
        LongHeap copy = new LongHeap();
        copy.keys = keys.clone();
        copy.values = values.clone();
        copy.size = size;
        return copy;
    }

    private boolean before(long key, int value, int other) {
        return key < keys[other] || (key == keys[other] && value < values[other]);
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        values[to] = values[from];
    }
}
