package io.xisuan.operator.elect;

import java.time.Duration;

/**
 * How long a Lease holds.
 *
 * @param lease after which silence of a leader another process takes over
 * @param renewBy after which silence of the API server a leader stops acting; shorter than the lease
 * @param retry between two renewals, and between two looks of those who stand by
 */
public record LeaseTimes(Duration lease, Duration renewBy, Duration retry) {
    /** Fifteen seconds, ten, two: as Kubernetes' own components have them. */
    public static final LeaseTimes STANDARD =
            new LeaseTimes(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));

    public LeaseTimes {
        if (!retry.isPositive() || retry.compareTo(renewBy) >= 0 || renewBy.compareTo(lease) >= 0) {
            throw new IllegalArgumentException(
                    "A leader renews every %s, stops after %s and is replaced after %s: each must be longer than the one before"
                            .formatted(retry, renewBy, lease));
        }
    }
}
