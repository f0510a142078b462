package io.xisuan.operator.device;

import io.xisuan.scheduler.cluster.DeviceMode;

/** How a node offers its devices; a node has exactly one mode, and one that offers them in two ways is left out until that is put right. */
public enum NodeMode {
    /** Whole devices by the maker's device plugin; the kubelet picks them. */
    PLAIN(DeviceMode.WHOLE, "a device plugin of whole devices"),
    /** MIG instances, made beforehand, by NVIDIA's device plugin with the strategy {@code mixed}; the kubelet picks them. */
    MIG(DeviceMode.INSTANCES, "MIG instances"),
    /** Shares and whole devices by HAMi, whose scheduler binds the pod and picks the card. */
    HAMI(DeviceMode.SHARED, "HAMi"),
    /** Whole devices by claims of dynamic resource allocation; kube-scheduler picks them. */
    DRA(DeviceMode.CLAIMED, "a DRA driver");

    private final DeviceMode sells;
    private final String words;

    NodeMode(DeviceMode sells, String words) {
        this.sells = sells;
        this.words = words;
    }

    /** Returns the mode of a node as the scheduler knows it. */
    public static NodeMode of(DeviceMode mode) {
        return switch (mode) {
            case WHOLE -> PLAIN;
            case SHARED -> HAMI;
            case PARTITIONED, INSTANCES -> MIG;
            case CLAIMED -> DRA;
        };
    }

    /** Returns what the scheduler may place there. */
    public DeviceMode sells() {
        return sells;
    }

    /** Returns who offers the devices, for people. */
    public String words() {
        return words;
    }
}
