package io.xisuan.scheduler.demand;

/** The CPU architecture of a node, or the one that a variant's image is built for. */
public enum CpuArchitecture {
    AMD64,
    ARM64
}
