package io.xisuan.scheduler.demand;

/** The levels of nearness, the closest first; each domain lies within one domain of the next level. */
public enum TopologyLevel {
    NODE,
    /** Nodes joined by one NVLink (or HCCS, Infinity Fabric) switch. */
    NVLINK,
    RACK,
    SITE
}
