package io.xisuan.scheduler.placement;

import java.util.Arrays;

/** The nodes that a role has been given already: a set that is emptied at once. */
final class Taken {
    private final int[] marks;
    private int now;

    Taken(int nodes) {
        this.marks = new int[nodes];
    }

    void clear() {
        now++;
        if (now == Integer.MAX_VALUE) {
            Arrays.fill(marks, 0);
            now = 1;
        }
    }

    void add(int node) {
        marks[node] = now;
    }

    boolean has(int node) {
        return marks[node] == now;
    }
}
