package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/**
 * The samples, or the groups of samples, that a text has named so far, by a number and a set of labels in whatever order. It is
 * open addressing in plain arrays that are used again for the next text.
 */
final class SeriesTable {
    static final int NONE = -1;

    private static final int LEAST = 64;
    private static final int BYTES_EACH = 64;
    private static final int MOST_AT_START = 1 << 16;
    private static final int MOST_KEPT = 1 << 21;
    private static final int FIELDS = 6;
    private static final int OWNER = 0;
    private static final int BLOCK = 1;
    private static final int WITHOUT = 2;
    private static final int STAMP = 3;
    private static final int LINE = 4;
    private static final int PLACE = 5;

    private final LabelBlocks blocks;
    private final ProbeBudget budget;
    private long[] keys = new long[LEAST];
    private int[] entries = new int[LEAST * FIELDS];
    private int[] slots = new int[LEAST * 2];
    private int size = LEAST * 2;
    private int count;

    SeriesTable(LabelBlocks blocks, ProbeBudget budget) {
        this.blocks = blocks;
        this.budget = budget;
    }

    /** Forgets everything; the size follows the length of the text. */
    void start(int textBytes) {
        if (slots.length > MOST_KEPT) {
            slots = new int[LEAST * 2];
            keys = new long[LEAST];
            entries = new int[LEAST * FIELDS];
        }
        int wanted = Math.min(Math.max(textBytes / BYTES_EACH, LEAST * 2), MOST_AT_START);
        resize(Integer.highestOneBit(wanted - 1) << 1);
        count = 0;
    }

    private void resize(int wanted) {
        size = wanted;
        if (slots.length < size) {
            slots = new int[size];
        } else {
            Arrays.fill(slots, 0, size, 0);
        }
    }

    /**
     * Adds an entry, and returns {@link #NONE}, or the place of an equal one that was there before and stays.
     *
     * @param owner the number of the name
     * @param block the labels
     * @param without the place of the label that does not count, or {@link LabelBlocks#NONE}
     * @param stamp entries with different stamps differ
     * @param labelHash of the labels that count
     * @param at where the value stands
     */
    int add(int owner, int block, int without, int stamp, long labelHash, int line, int at) {
        long mixed = Words.mix(Words.mix(labelHash, owner), stamp);
        long key = mixed == 0 ? 1 : mixed;
        int mask = size - 1;
        int slot = (int) key & mask;
        while (slots[slot] != 0) {
            int entry = slots[slot] - 1;
            if (keys[entry] == key && same(entry * FIELDS, owner, block, without, stamp)) {
                return entry;
            }
            budget.spend(1);
            slot = (slot + 1) & mask;
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            entries = Arrays.copyOf(entries, count * 2 * FIELDS);
        }
        int entry = count * FIELDS;
        entries[entry + OWNER] = owner;
        entries[entry + BLOCK] = block;
        entries[entry + WITHOUT] = without;
        entries[entry + STAMP] = stamp;
        entries[entry + LINE] = line;
        entries[entry + PLACE] = at;
        keys[count] = key;
        slots[slot] = ++count;
        budget.entry();
        if (count * 2 > size) {
            grow();
        }
        return NONE;
    }

    private boolean same(int entry, int owner, int block, int without, int stamp) {
        return entries[entry + OWNER] == owner
                && entries[entry + STAMP] == stamp
                && blocks.sameLabels(entries[entry + BLOCK], entries[entry + WITHOUT], block, without);
    }

    /** Returns the line of an entry. */
    int line(int entry) {
        return entries[entry * FIELDS + LINE];
    }

    /** Returns where the value of an entry stands. */
    int place(int entry) {
        return entries[entry * FIELDS + PLACE];
    }

    private void grow() {
        resize(size * 2);
        int mask = size - 1;
        for (int entry = 0; entry < count; entry++) {
            int slot = (int) keys[entry] & mask;
            while (slots[slot] != 0) {
                budget.spend(1);
                slot = (slot + 1) & mask;
            }
            slots[slot] = entry + 1;
        }
    }
}
