package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.DeviceType;

/**
 * How much a type of device is wanted by workers that cannot run on every type: their demand for a device of it, were all devices of
 * the fleet in demand and each such worker's demand spread evenly over the types that it can use. Where nobody is choosy it is 0.
 */
final class Scarcity {
    private Scarcity() {}

    /** Returns the price of a thousandth of a device, in millionths of a device. */
    static long microsPerMilli(FleetOutline fleet, DeviceType type) {
        double demand = 0;
        double scarce = 0;
        for (TypicalMix.Weighted worker : fleet.mix().all()) {
            WorkerNeed need = worker.need();
            double milli = (double) worker.count() * need.milli();
            demand += milli;
            long usable = fleet.devicesFor(need);
            if (!need.types().isEmpty() && need.allows(type) && usable > 0) {
                scarce += milli * fleet.totalDevices() / usable;
            }
        }
        return demand == 0 ? 0 : Math.round(1000 * scarce / demand);
    }
}
