package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.DeviceType;
import java.util.List;

/**
 * A node as a test writes it down.
 *
 * @param openFree what is left of its opened devices
 */
record OneNode(
        int number,
        DeviceType type,
        int devices,
        int wholeFree,
        List<Integer> openFree,
        long freeCpuMillis,
        long heldKinds)
        implements NodeView {
    static final DeviceType T4 = new DeviceType("T4");
    static final DeviceType G2 = new DeviceType("G2");

    static OneNode of(int devices, int wholeFree, List<Integer> openFree, long freeCpuMillis) {
        return new OneNode(0, T4, devices, wholeFree, openFree, freeCpuMillis, 0);
    }

    OneNode holding(long kinds) {
        return new OneNode(number, type, devices, wholeFree, openFree, freeCpuMillis, kinds);
    }

    OneNode with(int newNumber, DeviceType newType) {
        return new OneNode(newNumber, newType, devices, wholeFree, openFree, freeCpuMillis, heldKinds);
    }

    @Override
    public int opened() {
        return openFree.size();
    }

    @Override
    public int openFreeMilli(int device) {
        return openFree.get(device);
    }
}
