package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.fairness.DeviceTotals;
import io.xisuan.scheduler.fairness.QuotaLedger;
import io.xisuan.scheduler.placement.Placement;

/**
 * What a cycle stands on when it looks for victims.
 *
 * @param quotas what every queue holds at this point of the cycle
 */
public record Grounds(
        ClusterState state, Placement placement, QuotaLedger quotas, DeviceTotals totals, long nowMillis) {}
