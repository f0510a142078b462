package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.Accelerators;

/**
 * Opened devices first (100 less a tenth of the percent that is free of it, at least 50), then free devices of nodes in use (50 less
 * one for each, at least 33), then idle nodes (33 less their devices). As published.
 */
final class PackingScorer implements NodeScorer {
    private static final int OPENED = 50;
    private static final int IDLE = 33;

    @Override
    public long score(NodeView node, WorkerNeed need, long draw) {
        return need.devices() == 0 ? 0 : points(node, need) * (SCALE / 100);
    }

    private static int points(NodeView node, WorkerNeed need) {
        if (node.wholeFree() == node.devices()) {
            return Math.max(IDLE - node.devices(), node.devices());
        }
        int device = NodeScorer.tightest(node, need);
        if (device == NEW_DEVICE) {
            return Math.max(OPENED - need.devices(), IDLE);
        }
        int freePercent = node.openFreeMilli(device) * 100 / Accelerators.WHOLE_MILLI;
        return Math.max(100 - freePercent / 10, OPENED);
    }
}
