package io.xisuan.operator.metering.scrape.archive;

/** The digests of one hour, by their first 128 bits, in 32 bytes each: an hour of 2,000 targets has half a million. */
final class DigestSet {
    private static final int FIRST = 1 << 10;

    private long[] slots = new long[2 * FIRST];
    private int count;

    int count() {
        return count;
    }

    boolean contains(Digest digest) {
        int at = find(slots, digest.a(), digest.b());
        return slots[at] != 0 || slots[at + 1] != 0;
    }

    /** Adds it; a digest that begins with 128 zeros is never met. */
    void add(Digest digest) {
        if (contains(digest)) {
            return;
        }
        if (4 * (count + 1) > slots.length) {
            grow();
        }
        put(slots, digest.a(), digest.b());
        count++;
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0 || slots[i + 1] != 0) {
                put(larger, slots[i], slots[i + 1]);
            }
        }
        slots = larger;
    }

    private static void put(long[] slots, long a, long b) {
        int at = find(slots, a, b);
        slots[at] = a;
        slots[at + 1] = b;
    }

    /** Returns where it stands or belongs. */
    private static int find(long[] slots, long a, long b) {
        int at = (int) (a & (slots.length / 2 - 1)) * 2;
        while ((slots[at] != 0 || slots[at + 1] != 0) && (slots[at] != a || slots[at + 1] != b)) {
            at = (at + 2) & (slots.length - 1);
        }
        return at;
    }
}
