package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/**
 * The label names of the block that is being read. Most blocks have the names of the block before in the same order; as far as
 * that holds, comparing the bytes is enough, and no name can be there twice.
 */
final class LabelNames {
    private final long[] hashes;
    private final long[] words;
    private final int[] froms;
    private final int[] lengths;
    private byte[] data = {};
    private int known;
    private int count;
    private boolean asBefore;

    LabelNames(int most) {
        hashes = new long[most];
        words = new long[most];
        froms = new int[most];
        lengths = new int[most];
    }

    void start(byte[] text) {
        data = text;
        known = 0;
        count = 0;
    }

    void open() {
        count = 0;
        asBefore = true;
    }

    /** Tells that the block is whole: its names are those to expect in the next. */
    void close() {
        known = count;
    }

    long lastHash() {
        return hashes[count - 1];
    }

    /**
     * Reads a plain name and the equals sign and quote after it, and returns the place after the name, or -1 when that is not
     * what stands there, or the name is there twice or reserved.
     */
    int quick(int from, int limit) {
        int to = expected(from, limit);
        if (to < 0) {
            to = LineScanner.labelNameEnd(data, from);
            if (to == from || data[to] != '=' || data[to + 1] != '"' || count == hashes.length || !add(from, to)) {
                return -1;
            }
            return reserved(from, to) ? -1 : to;
        }
        count++;
        return to;
    }

    private int expected(int from, int limit) {
        if (!asBefore || count >= known) {
            return -1;
        }
        int length = lengths[count];
        int to = from + length;
        if (to + 1 >= limit || from + Words.SIZE > data.length || data[to] != '=' || data[to + 1] != '"') {
            return -1;
        }
        if (length < Words.SIZE) {
            return Words.first(Words.at(data, from), length) == words[count] ? to : -1;
        }
        int before = froms[count];
        return Arrays.equals(data, before, before + length, data, from, to) ? to : -1;
    }

    static boolean reserved(byte[] data, int from, int to) {
        return to - from == 8 && data[from] == '_' && data[from + 1] == '_' && Utf8.is(data, from, to, "__name__");
    }

    private boolean reserved(int from, int to) {
        return reserved(data, from, to);
    }

    /** Adds a name and returns whether it is new in the block; the caller has checked that there is room. */
    boolean add(int from, int to) {
        if (count == hashes.length) {
            throw new LineFault("a sample has at most %d labels".formatted(hashes.length));
        }
        long hash = Words.hash(data, from, to);
        asBefore = false;
        known = 0;
        hashes[count] = hash;
        words[count] = to - from < Words.SIZE ? Words.rest(data, from, to) : 0;
        froms[count] = from;
        lengths[count] = to - from;
        count++;
        for (int i = count - 2; i >= 0; i--) {
            if (hashes[i] == hash && Arrays.equals(data, froms[i], froms[i] + lengths[i], data, from, to)) {
                return false;
            }
        }
        return true;
    }
}
