package io.xisuan.scheduler.simulation;

/**
 * The nodes that one job holds, with whole devices on each.
 *
 * @param slot the shared device of the only node, or {@link #NO_SLOT}
 */
@SuppressWarnings("ArrayRecordComponent") // hot state of the replay: never compared, never leaves the package
record Allocation(int[] nodes, int[] devices, int slot) {
    static final int NO_SLOT = -1;
    /** Stands for "does not fit now". */
    static final Allocation NONE = new Allocation(new int[0], new int[0], NO_SLOT);

    boolean isNone() {
        return nodes.length == 0;
    }
}
