package io.xisuan.operator.observe;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a cluster is observed.
 *
 * @param clock only says since when an error lasts; no time of a pod comes from it
 * @param pageSize objects a page of a list
 * @param leasePeriod between lists of the nodes' leases
 * @param maxGone how many pods that went unseen are kept until they are acknowledged; then the oldest is dropped
 * @param namespaceTenants whether the tenants of namespaces are observed: in the hub
 */
public record ObserveOptions(
        InstantSource clock, int pageSize, Duration leasePeriod, int maxGone, boolean namespaceTenants) {
    public ObserveOptions {
        if (pageSize < 1 || maxGone < 1 || !leasePeriod.isPositive()) {
            throw new IllegalArgumentException("Cannot observe in pages of %d, leases every %s, %d gone"
                    .formatted(pageSize, leasePeriod, maxGone));
        }
    }

    /** Returns what suits a member cluster. */
    public static ObserveOptions member(InstantSource clock) {
        return new ObserveOptions(clock, 500, Duration.ofSeconds(30), 10_000, false);
    }

    /** Returns what suits the hub's own cluster: a member whose namespaces' tenants are observed too. */
    public static ObserveOptions hub(InstantSource clock) {
        return new ObserveOptions(clock, 500, Duration.ofSeconds(30), 10_000, true);
    }

    /** Returns these options with another period of leases. */
    public ObserveOptions withLeasePeriod(Duration period) {
        return new ObserveOptions(clock, pageSize, period, maxGone, namespaceTenants);
    }
}
