package io.xisuan.operator.metering.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is remembered of each record of a segment while it is written or read: its leaf in the tree, and what finds it again. */
final class SegmentLeaves {
    /** Of so many records one place is kept. */
    static final int STRIDE = 64;

    private static final byte[] USAGE = "{\"kind\":\"USAGE\",\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CORRECTION = "{\"kind\":\"CORRECTION\",".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CORRECTED_ID = ",\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int START_SIZE = 64;

    private final MerkleTree tree = new MerkleTree(SealSigner.DIGEST);
    private final long firstSeq;
    private long[] offsets = new long[START_SIZE];
    private long[] ids = new long[START_SIZE];
    private int idCount;

    /** @param firstSeq the number of the record that is added first */
    SegmentLeaves(long firstSeq) {
        this.firstSeq = firstSeq;
    }

    long firstSeq() {
        return firstSeq;
    }

    int records() {
        return Math.toIntExact(tree.leaves());
    }

    String root() {
        return tree.root();
    }

    /** Adds the next record, whose line begins at this place of the segment. */
    void add(byte[] hash, long offset, byte[] bytes, int bodyFrom, int bodyTo) {
        int record = records();
        if (record % STRIDE == 0) {
            int at = record / STRIDE;
            offsets = at < offsets.length ? offsets : Arrays.copyOf(offsets, at * 2);
            offsets[at] = offset;
        }
        tree.add(hash);
        int id = idFrom(bytes, bodyFrom, bodyTo);
        if (id >= 0) {
            if (idCount == ids.length) {
                ids = Arrays.copyOf(ids, idCount * 2);
            }
            ids[idCount++] = idHash(bytes, id, bodyTo) | record;
        }
    }

    /** Returns where the id of a usage record's or a correction's body begins, -1 in other bodies. */
    private static int idFrom(byte[] bytes, int from, int to) {
        if (startsWith(bytes, from, to, USAGE)) {
            return from + USAGE.length;
        }
        if (!startsWith(bytes, from, to, CORRECTION)) {
            return -1;
        }
        for (int at = from; at < to; at++) {
            if (startsWith(bytes, at, to, CORRECTED_ID)) {
                return at + CORRECTED_ID.length;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
        return to - from >= start.length && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
    }

    /** Returns the short hash of an id, of the bytes up to the next quote, in the upper half of a number. */
    private static long idHash(byte[] bytes, int from, int to) {
        long hash = FNV_START;
        for (int at = from; at < to && bytes[at] != '"'; at++) {
            hash = (hash ^ bytes[at]) * FNV_PRIME;
        }
        return hash << Integer.SIZE;
    }

    static long idHash(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return idHash(bytes, 0, bytes.length);
    }

    /** Returns where every {@link #STRIDE}th record's line begins. */
    long[] places() {
        return Arrays.copyOf(offsets, (records() + STRIDE - 1) / STRIDE);
    }

    /** Returns the records that have an id: its short hash in the upper half, the number within the segment in the lower; sorted. */
    long[] ids() {
        long[] sorted = Arrays.copyOf(ids, idCount);
        Arrays.sort(sorted);
        return sorted;
    }
}
