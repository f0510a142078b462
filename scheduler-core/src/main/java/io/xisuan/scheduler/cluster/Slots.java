package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.MigProfile;
import java.util.Arrays;

/**
 * The opened devices of nodes that sell parts: how much of each is taken, by thousandths, by MiB or by MIG memory slices.
 *
 * <p>A slot is opened by the first part taken of it and closed by the last one given back; while open, its device is not
 * whole. Slots have no relation to the ids that a kubelet or HAMi picks.
 */
final class Slots {
    private static final int[] NONE = {};
    /** All eight memory slices of a device. */
    private static final int ALL_SLICES = 0xff;

    private final int[][] usedMilli;
    private final int[][] usedMib;
    private final int[][] slices;
    private final int[] opened;

    Slots(int nodes) {
        usedMilli = new int[nodes][];
        usedMib = new int[nodes][];
        slices = new int[nodes][];
        opened = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            usedMilli[node] = NONE;
            usedMib[node] = NONE;
            slices[node] = NONE;
        }
    }

    /** Returns how many devices of the node are opened. */
    int opened(int node) {
        return opened[node];
    }

    /** Returns one more than the highest slot that was ever opened on the node. */
    int count(int node) {
        return usedMilli[node].length;
    }

    boolean isOpen(int node, int slot) {
        return usedMilli[node][slot] > 0 || usedMib[node][slot] > 0 || slices[node][slot] != 0;
    }

    int usedMilli(int node, int slot) {
        return usedMilli[node][slot];
    }

    int usedMib(int node, int slot) {
        return usedMib[node][slot];
    }

    /** Returns the memory slices that are taken, one bit each. */
    int slices(int node, int slot) {
        return slices[node][slot];
    }

    /** Returns what is left of an opened device in thousandths; 0 for a partitioned one. */
    int freeMilli(int node, int slot, int deviceMib) {
        if (slices[node][slot] != 0) {
            return 0;
        }
        int byMemory = usedMib[node][slot] == 0
                ? 0
                : (int) Math.ceilDiv((long) usedMib[node][slot] * Accelerators.WHOLE_MILLI, (long) deviceMib);
        return Accelerators.WHOLE_MILLI - usedMilli[node][slot] - byMemory;
    }

    /** Returns whether the opened device has room for the part. */
    boolean fits(int node, int slot, Accelerators part, int deviceMib) {
        return switch (part) {
            case Accelerators.Share(int milli) -> milli <= freeMilli(node, slot, deviceMib);
            case Accelerators.MemoryShare(int mib) ->
                slices[node][slot] == 0
                        && mib <= deviceMib - usedMib[node][slot] - memoryOf(usedMilli[node][slot], deviceMib);
            case Accelerators.Partition(MigProfile profile) -> start(slices[node][slot], profile) >= 0;
            case Accelerators.None none -> true;
            case Accelerators.Whole whole -> false;
        };
    }

    /** Returns how many such parts fit what is left of the opened device. */
    int partsThatFit(int node, int slot, Accelerators part, int deviceMib) {
        return switch (part) {
            case Accelerators.Share(int milli) -> Math.max(0, freeMilli(node, slot, deviceMib)) / milli;
            case Accelerators.MemoryShare(int mib) ->
                slices[node][slot] != 0
                        ? 0
                        : Math.max(0, deviceMib - usedMib[node][slot] - memoryOf(usedMilli[node][slot], deviceMib))
                                / mib;
            case Accelerators.Partition(MigProfile profile) -> instances(slices[node][slot], profile);
            case Accelerators.None none -> 0;
            case Accelerators.Whole whole -> 0;
        };
    }

    private static int instances(int taken, MigProfile profile) {
        int count = 0;
        int now = taken;
        for (int start = start(now, profile); start >= 0; start = start(now, profile)) {
            now |= mask(profile, start);
            count++;
        }
        return count;
    }

    /** Returns what is left of an opened device, to compare devices of one node by. */
    long left(int node, int slot, int deviceMib) {
        return slices[node][slot] == 0
                ? freeMilli(node, slot, deviceMib)
                : Integer.bitCount(~slices[node][slot] & ALL_SLICES);
    }

    private static int memoryOf(int milli, int deviceMib) {
        return (int) Math.ceilDiv((long) milli * deviceMib, (long) Accelerators.WHOLE_MILLI);
    }

    /** Returns the slice at which an instance of the profile fits, or -1: of those that fit the one that leaves most starts. */
    static int start(int taken, MigProfile profile) {
        int best = -1;
        int bestLeft = -1;
        for (int start : profile.starts()) {
            int mask = mask(profile, start);
            if ((taken & mask) == 0) {
                int left = starts(taken | mask);
                if (left > bestLeft) {
                    best = start;
                    bestLeft = left;
                }
            }
        }
        return best;
    }

    static int mask(MigProfile profile, int start) {
        return ((1 << profile.memorySlices()) - 1) << start & ALL_SLICES;
    }

    /** Counts the larger instances that could still begin, so that small ones go where they block least. */
    private static int starts(int taken) {
        int count = 0;
        for (int start = 0; start <= 4; start += 4) {
            count += (taken >> start & 0xf) == 0 ? 8 : 0;
        }
        for (int start = 0; start <= 4; start += 2) {
            count += (taken >> start & 0x3) == 0 ? 1 : 0;
        }
        return count;
    }

    /** Takes the part of the slot; a negative sign gives it back. */
    void take(int node, int slot, Accelerators part, int start, int sign) {
        grow(node, slot + 1);
        boolean before = isOpen(node, slot);
        switch (part) {
            case Accelerators.Share(int milli) -> usedMilli[node][slot] += sign * milli;
            case Accelerators.MemoryShare(int mib) -> usedMib[node][slot] += sign * mib;
            case Accelerators.Partition(MigProfile profile) -> slices[node][slot] ^= mask(profile, start);
            case Accelerators.None none -> throw new IllegalStateException("No part is taken by none");
            case Accelerators.Whole whole -> throw new IllegalStateException("Whole devices have no slot");
        }
        boolean after = isOpen(node, slot);
        opened[node] += (after ? 1 : 0) - (before ? 1 : 0);
    }

    /** Returns the first slot that is not open. */
    int closedSlot(int node) {
        for (int slot = 0; slot < count(node); slot++) {
            if (!isOpen(node, slot)) {
                return slot;
            }
        }
        return count(node);
    }

    private void grow(int node, int size) {
        if (size > usedMilli[node].length) {
            usedMilli[node] = Arrays.copyOf(usedMilli[node], size);
            usedMib[node] = Arrays.copyOf(usedMib[node], size);
            slices[node] = Arrays.copyOf(slices[node], size);
        }
    }
}
