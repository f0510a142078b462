package io.xisuan.scheduler.placement.policy;

/**
 * {@code int(100 (1 - (cpuFree cpuAsked / maxCpu^2 + devicesFree devicesAsked / maxDevices^2) / 2))}, as published. Only products,
 * quotients and sums of doubles, which Java rounds alike on every machine.
 */
record DotProductScorer(FleetOutline.Largest largest) implements NodeScorer {
    @Override
    public long score(NodeView node, WorkerNeed need, long draw) {
        double cpu =
                (double) node.freeCpuMillis() * need.cpuMillis() / ((double) largest.cpuMillis() * largest.cpuMillis());
        double devices = (double) node.freeMilli() * need.milli() / ((double) largest.milli() * largest.milli());
        return SCALE / 100 * (long) (100 * (1 - (cpu + devices) / 2));
    }
}
