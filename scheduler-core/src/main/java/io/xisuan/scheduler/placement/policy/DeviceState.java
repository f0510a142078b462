package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.Arrays;

/** The part of a node that fragmentation depends on, copied so that a worker can be put there on trial. */
final class DeviceState {
    private DeviceType type = new DeviceType("none");
    private int whole;
    private int opened;
    private int[] open = new int[8];
    private long cpuMillis;

    void copy(NodeView node) {
        type = node.type();
        whole = node.wholeFree();
        opened = node.opened();
        cpuMillis = node.freeCpuMillis();
        if (open.length <= opened) {
            open = Arrays.copyOf(open, opened * 2 + 1);
        }
        for (int i = 0; i < opened; i++) {
            open[i] = node.openFreeMilli(i);
        }
    }

    /** Takes the worker's CPU and whole devices; its share is taken by {@link #take}. */
    void takeAllButShare(WorkerNeed need) {
        cpuMillis -= need.cpuMillis();
        whole -= need.isShare() ? 0 : need.devices();
    }

    /** Takes a share of an opened device, or of a new one. */
    void take(int device, int milli) {
        if (device == NodeScorer.NEW_DEVICE) {
            whole--;
            open[opened] = Accelerators.WHOLE_MILLI - milli;
            opened++;
        } else {
            open[device] -= milli;
        }
    }

    /** Gives back what {@link #take} took last. */
    void giveBack(int device, int milli) {
        if (device == NodeScorer.NEW_DEVICE) {
            whole++;
            opened--;
        } else {
            open[device] += milli;
        }
    }

    DeviceType type() {
        return type;
    }

    int whole() {
        return whole;
    }

    int opened() {
        return opened;
    }

    int open(int device) {
        return open[device];
    }

    long cpuMillis() {
        return cpuMillis;
    }

    /** Returns thousandths of devices that are left in all. */
    long freeMilli() {
        return (long) Accelerators.WHOLE_MILLI * whole + openBelow(Accelerators.WHOLE_MILLI);
    }

    /** Returns the sum of what is left of opened devices with less than so much left. */
    long openBelow(int milli) {
        long sum = 0;
        for (int i = 0; i < opened; i++) {
            sum += open[i] < milli ? open[i] : 0;
        }
        return sum;
    }

    /** Returns the most that is left of an opened device, or -1. */
    int mostOpen() {
        int most = -1;
        for (int i = 0; i < opened; i++) {
            most = Math.max(most, open[i]);
        }
        return most;
    }
}
