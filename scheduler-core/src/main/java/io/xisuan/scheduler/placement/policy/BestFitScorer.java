package io.xisuan.scheduler.placement.policy;

/**
 * {@code int(100 (1 - cpuLeft / maxCpu / 2 - devicesLeft / maxDevices / 2))}, as published; its normalisation over the feasible nodes
 * keeps the order. Only quotients and differences of doubles, which Java rounds alike on every machine.
 */
record BestFitScorer(FleetOutline.Largest largest) implements NodeScorer {
    @Override
    public long score(NodeView node, WorkerNeed need, long draw) {
        double cpu = (node.freeCpuMillis() - need.cpuMillis()) / 2.0 / largest.cpuMillis();
        double devices = (node.freeMilli() - need.milli()) / 2.0 / largest.milli();
        return SCALE / 100 * (long) (100 * (1 - cpu - devices));
    }
}
