package io.xisuan.scheduler.placement.policy;

/** Draws nodes and devices: a hash of the draw and the number, which is the same on every machine. */
final class RandomScorer implements NodeScorer {
    @Override
    public long score(NodeView node, WorkerNeed need, long draw) {
        return Math.floorMod(mixed(draw * 0x9e3779b97f4a7c15L + node.number()), SCALE);
    }

    @Override
    public int device(NodeView node, WorkerNeed need, long draw) {
        if (!need.isShare()) {
            return NEW_DEVICE;
        }
        int fitting = node.wholeFree();
        for (int i = 0; i < node.opened(); i++) {
            fitting += node.openFreeMilli(i) >= need.milliEach() ? 1 : 0;
        }
        int left = Math.floorMod(mixed(~draw), Math.max(1, fitting));
        for (int i = 0; i < node.opened(); i++) {
            if (node.openFreeMilli(i) >= need.milliEach() && left-- == 0) {
                return i;
            }
        }
        return NEW_DEVICE;
    }

    /** Returns the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA'14). */
    private static long mixed(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
