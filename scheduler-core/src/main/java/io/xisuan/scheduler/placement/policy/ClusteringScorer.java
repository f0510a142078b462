package io.xisuan.scheduler.placement.policy;

/**
 * 75 where a node holds only workers of the same kind, 50 where it holds such among others, 25 where it holds none with devices, else
 * 0; and up to 25 for devices in use. As published.
 */
record ClusteringScorer(FleetOutline.Largest largest) implements NodeScorer {
    @Override
    public long score(NodeView node, WorkerNeed need, long draw) {
        if (need.devices() == 0) {
            return 0;
        }
        long used = 25 * (largest.milli() - node.freeMilli()) / largest.milli();
        return (company(node.heldKinds(), need.kindBit()) + used) * (SCALE / 100);
    }

    private static int company(long held, long kind) {
        if (held == 0) {
            return 25;
        }
        if ((held & kind) == 0) {
            return 0;
        }
        return held == kind ? 75 : 50;
    }
}
