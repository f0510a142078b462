package io.xisuan.scheduler.cluster;

/** How a node sells its devices; a node has exactly one mode. */
public enum DeviceMode {
    /** Whole devices only: a plain device plugin. */
    WHOLE,
    /** Whole devices and shares of them, as HAMi sells. */
    SHARED,
    /** Whole devices and MIG instances. */
    PARTITIONED
}
