package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/**
 * The sets of labels of a text, each kept once by its bytes, as places in the text.
 *
 * <p>Exporters write the same devices in the same order for every metric, so the block that followed the last one before is
 * expected again: comparing its bytes is all it takes to read it. The hash of a block is a sum over its labels and does not
 * depend on their order; a label with an empty value is one that is not there.
 */
final class LabelBlocks {
    static final int NONE = -1;

    /** The block without labels. */
    static final int EMPTY = 0;

    /** The longest block; a label is four numbers of fifteen bits, and its marks. */
    private static final int MOST_BYTES = (1 << 15) - 1;

    private static final int NAME_ESCAPED = 1;
    private static final int VALUE_ESCAPED = 2;
    private static final int ODD_ESCAPE = 4;
    private static final int MOST_PROBES = 4;
    private static final int MOST_KEPT = 1 << 20;
    private static final int LEAST = 128;

    private final ProbeBudget budget;
    private final LabelNames names;
    private byte[] data = {};
    private long[] labels = new long[LEAST];
    private int top;
    private int[] starts = new int[LEAST];
    private int[] lengths = new int[LEAST];
    private int[] firsts = new int[LEAST + 1];
    private int[] nexts = new int[LEAST];
    private long[] hashes = new long[LEAST];
    private int[] slots = new int[LEAST * 2];
    private int slotCount = LEAST * 2;
    private int count;
    private int current;
    private int openStart;
    private long openHash;
    private long openNameHash;

    LabelBlocks(ProbeBudget budget, int mostLabels) {
        this.budget = budget;
        this.names = new LabelNames(mostLabels);
    }

    /** Forgets everything and takes the bytes of the next text. */
    void start(byte[] text) {
        data = text;
        names.start(text);
        if (labels.length > MOST_KEPT) {
            labels = new long[LEAST];
        }
        if (starts.length > MOST_KEPT) {
            starts = new int[LEAST];
            lengths = new int[LEAST];
            firsts = new int[LEAST + 1];
            nexts = new int[LEAST];
            hashes = new long[LEAST];
            slots = new int[LEAST * 2];
        }
        slotCount = LEAST * 2;
        Arrays.fill(slots, 0, slotCount, 0);
        count = 1;
        nexts[EMPTY] = EMPTY;
        hashes[EMPTY] = 0;
        firsts[EMPTY] = 0;
        firsts[EMPTY + 1] = 0;
        current = EMPTY;
        top = 0;
    }

    /** Returns the block that is expected next when it stands at that place before {@code limit}, or {@link #EMPTY}. */
    int expected(int at, int limit) {
        int block = nexts[current];
        int start = starts[block];
        int length = lengths[block];
        if (block == EMPTY
                || length > limit - at
                || !Arrays.equals(data, start, start + length, data, at, at + length)) {
            return EMPTY;
        }
        current = block;
        return block;
    }

    int length(int block) {
        return lengths[block];
    }

    /** Begins a block at a place of the text; one that was begun and not closed is dropped. */
    void open(int at) {
        openStart = at;
        openHash = 0;
        top = firsts[count];
        names.open();
    }

    LabelNames names() {
        return names;
    }

    /** Adds a name whose value follows; returns false when the block has that name already. */
    boolean addName(int from, int to) {
        boolean fresh = names.add(from, to);
        openName(from, to, names.lastHash());
        return fresh;
    }

    /** Adds a name that {@link LabelNames#quick} has taken. */
    void openName(int from, int to, long hash) {
        if (top == labels.length) {
            labels = Arrays.copyOf(labels, top * 2);
        }
        openNameHash = hash;
        labels[top++] = ((long) (from - openStart) << 49) | ((long) (to - from) << 34);
    }

    /** Sets the value of the name added last, which is as it was written in the one way there is to write it. */
    void setValue(int from, int to, long hash) {
        if (to - openStart > MOST_BYTES) {
            throw new LineFault("the labels of one sample take more than %d bytes".formatted(MOST_BYTES));
        }
        labels[top - 1] |= ((long) (from - openStart) << 19) | ((long) (to - from) << 4);
        if (to > from) {
            openHash += Words.mix(Words.mix(1, openNameHash), hash);
        }
    }

    /** Sets a value that has escapes, or whose name has; {@code odd} when it could be written in another way. */
    void setValue(int from, int to, boolean nameEscaped, boolean escaped, boolean odd) {
        long hash = odd ? oddHash(from, to) : Words.hash(data, from, to);
        setValue(from, to, hash);
        labels[top - 1] |= (nameEscaped ? NAME_ESCAPED : 0) | (escaped ? VALUE_ESCAPED : 0) | (odd ? ODD_ESCAPE : 0);
    }

    private long oddHash(int from, int to) {
        byte[] usual = Escapes.encode(Escapes.decode(data, from, to));
        return Words.hash(usual, 0, usual.length);
    }

    /**
     * Closes the block that was opened and returns its number.
     *
     * @param end the place after its last byte
     * @param again whether the same bytes elsewhere are the same labels
     */
    int close(int end, boolean again) {
        if (again) {
            int known = known(end);
            if (known == NONE) {
                known = count;
                keep(end);
                insert(known);
            }
            names.close();
            nexts[current] = known;
            current = known;
            return known;
        }
        keep(end);
        return count - 1;
    }

    private void keep(int end) {
        if (count == starts.length) {
            int size = count * 2;
            starts = Arrays.copyOf(starts, size);
            lengths = Arrays.copyOf(lengths, size);
            firsts = Arrays.copyOf(firsts, size + 1);
            nexts = Arrays.copyOf(nexts, size);
            hashes = Arrays.copyOf(hashes, size);
        }
        starts[count] = openStart;
        lengths[count] = end - openStart;
        hashes[count] = openHash;
        nexts[count] = EMPTY;
        firsts[++count] = top;
        if (count * 2 > slotCount) {
            moreSlots();
        }
    }

    private void moreSlots() {
        slotCount *= 2;
        if (slots.length < slotCount) {
            slots = new int[slotCount];
        } else {
            Arrays.fill(slots, 0, slotCount, 0);
        }
        for (int block = 1; block < count; block++) {
            insert(block);
        }
    }

    private int known(int end) {
        int mask = slotCount - 1;
        int length = end - openStart;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            int block = slots[((int) openHash + probe) & mask];
            if (block == EMPTY) {
                return NONE;
            }
            int start = starts[block];
            if (hashes[block] == openHash
                    && lengths[block] == length
                    && Arrays.equals(data, start, start + length, data, openStart, end)) {
                top = firsts[count];
                return block;
            }
        }
        return NONE;
    }

    private void insert(int block) {
        int mask = slotCount - 1;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            int slot = ((int) hashes[block] + probe) & mask;
            if (slots[slot] == EMPTY) {
                slots[slot] = block;
                return;
            }
        }
    }

    /** Returns the hash of all labels of a block. */
    long hash(int block) {
        return hashes[block];
    }

    /** Returns the hash of one label, which is its part of the block's. */
    long hash(int block, int label) {
        int from = valueFrom(block, label);
        int to = valueTo(block, label);
        if (from == to) {
            return 0;
        }
        boolean odd = (word(block, label) & ODD_ESCAPE) != 0;
        long value = odd ? oddHash(from, to) : Words.hash(data, from, to);
        long name = Words.hash(data, nameFrom(block, label), nameTo(block, label));
        return Words.mix(Words.mix(1, name), value);
    }

    int labelCount(int block) {
        return firsts[block + 1] - firsts[block];
    }

    private long word(int block, int label) {
        return labels[firsts[block] + label];
    }

    int nameFrom(int block, int label) {
        return starts[block] + (int) (word(block, label) >>> 49);
    }

    int nameTo(int block, int label) {
        long word = word(block, label);
        return starts[block] + (int) (word >>> 49) + ((int) (word >>> 34) & MOST_BYTES);
    }

    int valueFrom(int block, int label) {
        return starts[block] + ((int) (word(block, label) >>> 19) & MOST_BYTES);
    }

    int valueTo(int block, int label) {
        long word = word(block, label);
        return starts[block] + ((int) (word >>> 19) & MOST_BYTES) + ((int) (word >>> 4) & MOST_BYTES);
    }

    boolean nameEscaped(int block, int label) {
        return (word(block, label) & NAME_ESCAPED) != 0;
    }

    boolean valueEscaped(int block, int label) {
        return (word(block, label) & VALUE_ESCAPED) != 0;
    }

    boolean valueIs(int block, int label, String ascii) {
        return Utf8.is(data, valueFrom(block, label), valueTo(block, label), ascii);
    }

    /** Returns the place of the label of that name, or {@link #NONE}. */
    int indexOf(int block, byte[] source, int from, int to) {
        int labelCount = labelCount(block);
        for (int i = 0; i < labelCount; i++) {
            if (Arrays.equals(data, nameFrom(block, i), nameTo(block, i), source, from, to)) {
                return i;
            }
        }
        return NONE;
    }

    /** Returns whether two blocks are the same set of labels, one label of each left out where a place is given. */
    boolean sameLabels(int one, int withoutOne, int other, int withoutOther) {
        if (one == other && withoutOne == withoutOther) {
            return true;
        }
        int ones = labelCount(one);
        int found = 0;
        budget.spend((long) ones * labelCount(other));
        for (int i = 0; i < ones; i++) {
            if (i != withoutOne && valueFrom(one, i) < valueTo(one, i)) {
                int match = indexOf(other, data, nameFrom(one, i), nameTo(one, i));
                if (match == NONE || match == withoutOther || !sameValue(one, i, other, match)) {
                    return false;
                }
                found++;
            }
        }
        return found == present(other, withoutOther);
    }

    private int present(int block, int without) {
        int present = 0;
        for (int i = labelCount(block) - 1; i >= 0; i--) {
            if (i != without && valueFrom(block, i) < valueTo(block, i)) {
                present++;
            }
        }
        return present;
    }

    private boolean sameValue(int one, int i, int other, int j) {
        if (((word(one, i) | word(other, j)) & ODD_ESCAPE) != 0) {
            return Escapes.decode(data, valueFrom(one, i), valueTo(one, i))
                    .equals(Escapes.decode(data, valueFrom(other, j), valueTo(other, j)));
        }
        return Arrays.equals(data, valueFrom(one, i), valueTo(one, i), data, valueFrom(other, j), valueTo(other, j));
    }
}
