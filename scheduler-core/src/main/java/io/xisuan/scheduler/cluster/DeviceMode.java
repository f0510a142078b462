package io.xisuan.scheduler.cluster;

/** How a node sells its devices; a node has exactly one mode. */
public enum DeviceMode {
    /** Whole devices only: a plain device plugin. */
    WHOLE,
    /** Whole devices and shares of them, as HAMi sells. */
    SHARED,
    /** Whole devices and MIG instances that are made when they are asked for. */
    PARTITIONED,
    /**
     * MIG instances only, which somebody made beforehand: how many there are of each profile is a further resource of the node, which
     * its workers ask for beside the instance.
     */
    INSTANCES,
    /** Whole devices only, each claimed by name: Kubernetes' dynamic resource allocation. */
    CLAIMED
}
