package io.xisuan.scheduler.simulation;

import java.util.BitSet;

/** The nodes of one site by their count of free whole devices, so that the fullest with room is found at once. */
final class FreeBuckets {
    private final BitSet[] byFree;

    FreeBuckets(int maxDevices) {
        byFree = new BitSet[maxDevices + 1];
        for (int free = 0; free <= maxDevices; free++) {
            byFree[free] = new BitSet();
        }
    }

    private FreeBuckets(BitSet[] byFree) {
        this.byFree = byFree;
    }

    FreeBuckets copy() {
        BitSet[] copies = new BitSet[byFree.length];
        for (int free = 0; free < byFree.length; free++) {
            copies[free] = (BitSet) byFree[free].clone();
        }
        return new FreeBuckets(copies);
    }

    void add(int node, int free) {
        byFree[free].set(node);
    }

    void move(int node, int before, int after) {
        byFree[before].clear(node);
        byFree[after].set(node);
    }

    /** Returns the first node after {@code previous} with exactly so many free devices, or -1. */
    int next(int free, int previous) {
        return byFree[free].nextSetBit(previous + 1);
    }

    int max() {
        return byFree.length - 1;
    }
}
