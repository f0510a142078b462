package io.xisuan.benchmarks;

import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.placement.policy.NodeScorer;
import io.xisuan.scheduler.placement.policy.NodeView;
import java.util.Arrays;

/** A machine of the openb trace with what pods hold of it; pods only come. */
final class OpenbNode implements NodeView {
    private static final int MOST_PODS = 1001;
    private static final int WHOLE_MILLI = 1000;

    private final OpenbTrace.Machine machine;
    private final int number;
    private final int[] openFree;
    private int opened;
    private int wholeFree;
    private long freeCpuMillis;
    private long freeMemoryMib;
    private long heldKinds;
    private int pods;

    OpenbNode(OpenbTrace.Machine machine, int number) {
        this.machine = machine;
        this.number = number;
        this.openFree = new int[machine.devices()];
        this.wholeFree = machine.devices();
        this.freeCpuMillis = machine.cpuMillis();
        this.freeMemoryMib = machine.memoryMib();
    }

    boolean fits(OpenbPod pod) {
        return freeMemoryMib >= pod.memoryMib() && fitsButForMemory(pod);
    }

    /** Returns what {@link #fits} says of pods that differ in nothing but memory. */
    boolean fitsButForMemory(OpenbPod pod) {
        if (freeCpuMillis < pod.need().cpuMillis()
                || pods >= MOST_PODS
                || !pod.need().allows(machine.type())) {
            return false;
        }
        return wholeFree >= pod.need().devices()
                || (pod.need().isShare() && NodeScorer.tightest(this, pod.need()) != NodeScorer.NEW_DEVICE);
    }

    boolean hasMemory(OpenbPod pod) {
        return freeMemoryMib >= pod.memoryMib();
    }

    /** Takes what the pod needs; a share from an opened device, or of a new one. */
    void take(OpenbPod pod, int device) {
        freeCpuMillis -= pod.need().cpuMillis();
        freeMemoryMib -= pod.memoryMib();
        heldKinds |= pod.need().kindBit();
        pods++;
        if (!pod.need().isShare()) {
            wholeFree -= pod.need().devices();
        } else if (device == NodeScorer.NEW_DEVICE) {
            wholeFree--;
            openFree[opened] = WHOLE_MILLI - pod.need().milliEach();
            opened++;
        } else {
            openFree[device] -= pod.need().milliEach();
        }
        if (freeCpuMillis < 0
                || freeMemoryMib < 0
                || wholeFree < 0
                || Arrays.stream(openFree).anyMatch(free -> free < 0)) {
            throw new IllegalStateException("%s does not fit node %d".formatted(pod, number));
        }
    }

    @Override
    public DeviceType type() {
        return machine.type();
    }

    @Override
    public int devices() {
        return machine.devices();
    }

    @Override
    public int wholeFree() {
        return wholeFree;
    }

    @Override
    public int opened() {
        return opened;
    }

    @Override
    public int openFreeMilli(int device) {
        return openFree[device];
    }

    @Override
    public long freeCpuMillis() {
        return freeCpuMillis;
    }

    @Override
    public long heldKinds() {
        return heldKinds;
    }

    @Override
    public int number() {
        return number;
    }
}
