package io.xisuan.scheduler.placement;

/** Neighbouring nodes: from {@code first} to before {@code end}. */
record Range(int first, int end) {
    boolean holds(int node) {
        return node >= first && node < end;
    }
}
