package io.xisuan.operator.metering.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** What exporters of all vendors say of a device, in one whole-number unit each. */
public enum CanonicalMetric {
    /** Busy time of the device's compute engines, per mille. Exporters write percent. */
    UTILISATION(10, 1000),
    /** Device memory in use, MiB. */
    MEMORY_USED(1, 1L << 30),
    /** Board power, mW. Exporters write watts. */
    POWER(1000, 100_000_000L),
    /** The last fault code that the driver reported; 0 for none. It stays until the driver is reset. */
    FAULT_CODE(1, Long.MAX_VALUE);

    private final long scale;
    private final long highest;

    CanonicalMetric(long scale, long highest) {
        this.scale = scale;
        this.highest = highest;
    }

    /** Returns the exporter's number in this metric's unit, rounded down, or empty when it is no possible value. */
    OptionalLong fromRaw(String raw) {
        if (BlankValues.isBlank(raw)) {
            return OptionalLong.empty();
        }
        try {
            BigDecimal value =
                    new BigDecimal(raw).multiply(BigDecimal.valueOf(scale)).setScale(0, RoundingMode.FLOOR);
            boolean possible = value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(highest)) <= 0;
            return possible ? OptionalLong.of(value.longValueExact()) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
