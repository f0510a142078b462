package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.DeviceType;

/**
 * What policies see of one node now. Devices of which parts are taken are opened and are listed in a fixed order; the others are
 * wholly free or wholly taken, and equal among themselves.
 */
public interface NodeView {
    DeviceType type();

    /** Returns the devices that the node has. */
    int devices();

    /** Returns the devices that nobody holds anything of. */
    int wholeFree();

    /** Returns how many devices are opened. */
    int opened();

    /** Returns what is left of an opened device, in thousandths: 0 to 999. */
    int openFreeMilli(int opened);

    long freeCpuMillis();

    /** Returns the kinds of workers that the node holds, as bits of {@link WorkerNeed#kindBit()}. */
    long heldKinds();

    /** Returns a number of the node that never changes, for policies that draw. */
    int number();

    /** Returns thousandths of devices that are left in all. */
    default long freeMilli() {
        long free = 1000L * wholeFree();
        for (int i = 0; i < opened(); i++) {
            free += openFreeMilli(i);
        }
        return free;
    }
}
