package io.xisuan.operator.metering.live;

/**
 * How patient the meter is.
 *
 * @param leaseStaleMillis how old a node's lease may be before its pods count as lost
 * @param settleMillis how long after midnight the day is closed, so that what ended before it has been reported; longer than
 *     {@code leaseStaleMillis}, so that a node that was lost before midnight is known to be
 */
public record MeterRules(long leaseStaleMillis, long settleMillis) {
    public MeterRules {
        if (leaseStaleMillis < 1 || settleMillis <= leaseStaleMillis) {
            throw new IllegalArgumentException("A day settles after leases do: leases %d ms, days %d ms"
                    .formatted(leaseStaleMillis, settleMillis));
        }
    }

    /** Returns 40 s for leases, as kubelets have them by default, and two minutes for days. */
    public static MeterRules standard() {
        return new MeterRules(40_000, 120_000);
    }
}
