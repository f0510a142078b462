package io.xisuan.operator.metering.evidence;

import java.util.OptionalLong;

/** What exporters of all vendors say of a device, in one whole-number unit each, with the bounds of what is possible. */
public enum CanonicalMetric {
    /** Busy time of the device's compute engines, per mille. */
    UTILISATION(0, 1000),
    /** Device memory in use, MiB. */
    MEMORY_USED(0, 1L << 30),
    /** Device memory in all, MiB. */
    MEMORY_TOTAL(0, 1L << 30),
    /** Device memory that is free, MiB; with the reserved part it gives the total where an exporter does not state it. */
    MEMORY_FREE(0, 1L << 30),
    /** Device memory that the driver keeps, MiB. */
    MEMORY_RESERVED(0, 1L << 30),
    /** Board power, mW. */
    POWER(0, 100_000_000L),
    /** The power that the board is held to, mW. */
    POWER_CAP(0, 100_000_000L),
    /** Energy since some start that is not stated, mJ; only differences within one boot mean something. */
    ENERGY(0, 10_000_000_000_000_000L),
    /** Degrees Celsius. */
    TEMPERATURE(-50, 200),
    /** 1 when the device's driver calls it well, 0 when not. */
    HEALTH(0, 1),
    /** The part of the compute engines that a scheduler gave away, per mille. */
    CORE_ALLOCATED(0, 1000),
    /** The part of the memory that a scheduler gave away, per mille. */
    MEMORY_ALLOCATED(0, 1000);

    private final long lowest;
    private final long highest;

    CanonicalMetric(long lowest, long highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Returns the exporter's number in this metric's unit, rounded down, or empty when it is no possible value. */
    OptionalLong read(String raw, MetricUnit unit) {
        OptionalLong value = unit.read(raw);
        boolean possible = value.isPresent() && value.getAsLong() >= lowest && value.getAsLong() <= highest;
        return possible ? value : OptionalLong.empty();
    }
}
