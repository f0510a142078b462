package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/** The texts of label names and values that were asked for lately, so that the same device is not decoded again for each sample. */
final class TextCache {
    private static final int SIZE = 1024;
    private static final int MOST_BYTES = 256;
    private static final byte[] NOTHING = {};

    private final byte[][] bytes = new byte[SIZE][];
    private final String[] texts = new String[SIZE];

    TextCache() {
        Arrays.fill(bytes, NOTHING);
        Arrays.fill(texts, "");
    }

    String of(byte[] data, int from, int to) {
        if (to - from > MOST_BYTES) {
            return Utf8.text(data, from, to);
        }
        int slot = (int) Words.hash(data, from, to) & (SIZE - 1);
        byte[] known = bytes[slot];
        if (!Arrays.equals(known, 0, known.length, data, from, to)) {
            bytes[slot] = Arrays.copyOfRange(data, from, to);
            texts[slot] = Utf8.text(data, from, to);
        }
        return texts[slot];
    }
}
