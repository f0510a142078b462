package io.xisuan.scheduler.cluster;

import java.util.Arrays;

/**
 * Which nodes changed, in the order of changes, so that whoever keeps something by node looks again at those alone.
 *
 * <p>A reader keeps its position; when the log was cut since, everything is to be looked at again.
 */
public final class ChangeLog {
    private final int most;
    private int[] nodes = new int[64];
    private int size;
    private long cut;

    ChangeLog(int nodes) {
        this.most = Math.max(1024, 4 * nodes);
    }

    void add(int node) {
        if (size == most) {
            cut += size;
            size = 0;
        }
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, size * 2);
        }
        nodes[size++] = node;
    }

    /** Returns the position after the last change. */
    public long end() {
        return cut + size;
    }

    /** Says whether every change since the position is still here. */
    public boolean reaches(long position) {
        return position >= cut;
    }

    /** Returns the node that changed at a position from which the log still reaches. */
    public int node(long position) {
        return nodes[(int) (position - cut)];
    }
}
