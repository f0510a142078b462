package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/** The metric names of all texts that a reader has seen, as numbers from 0; kept between texts so that none is decoded twice. */
final class NameTable {
    static final int NONE = -1;

    /** Past so many the table begins anew with the next text. */
    private static final int MOST_KEPT = 16_384;

    private final ProbeBudget budget;
    private byte[][] bytes = new byte[64][];
    private String[] texts = new String[64];
    private long[] hashes = new long[64];
    private int[] slots = empty(128);
    private int count;

    NameTable(ProbeBudget budget) {
        this.budget = budget;
    }

    private static int[] empty(int size) {
        int[] slots = new int[size];
        Arrays.fill(slots, NONE);
        return slots;
    }

    /** Prepares for the next text. */
    void start() {
        if (count > MOST_KEPT) {
            bytes = new byte[64][];
            texts = new String[64];
            hashes = new long[64];
            slots = empty(128);
            count = 0;
        }
    }

    String text(int name) {
        return texts[name];
    }

    byte[] bytes(int name) {
        return bytes[name];
    }

    /** Returns the number of a name, which is a new one when the name is new. */
    int of(byte[] data, int from, int to) {
        long hash = Words.hash(data, from, to);
        int slot = slot(data, from, to, hash);
        return slots[slot] == NONE ? add(Arrays.copyOfRange(data, from, to), hash, slot) : slots[slot];
    }

    /** Returns the number of a name, or {@link #NONE} when it was never seen. */
    int find(byte[] data, int from, int to) {
        return slots[slot(data, from, to, Words.hash(data, from, to))];
    }

    private int slot(byte[] data, int from, int to, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != NONE) {
            int name = slots[slot];
            if (hashes[name] == hash && Arrays.equals(bytes[name], 0, bytes[name].length, data, from, to)) {
                return slot;
            }
            budget.spend(1);
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int add(byte[] name, long hash, int slot) {
        if (count == texts.length) {
            int size = count * 2;
            bytes = Arrays.copyOf(bytes, size);
            texts = Arrays.copyOf(texts, size);
            hashes = Arrays.copyOf(hashes, size);
        }
        budget.entry();
        bytes[count] = name;
        texts[count] = Utf8.text(name, 0, name.length);
        hashes[count] = hash;
        slots[slot] = count++;
        if (count * 2 > slots.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        slots = empty(slots.length * 2);
        int mask = slots.length - 1;
        for (int name = 0; name < count; name++) {
            int slot = (int) hashes[name] & mask;
            while (slots[slot] != NONE) {
                budget.spend(1);
                slot = (slot + 1) & mask;
            }
            slots[slot] = name;
        }
    }
}
