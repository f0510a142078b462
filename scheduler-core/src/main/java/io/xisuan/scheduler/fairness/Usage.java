package io.xisuan.scheduler.fairness;

import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each tenant's jobs hold now, by type of device, in thousandths of a device.
 *
 * <p>Mutable, so that a cycle need not count all running jobs anew after each start.
 */
public final class Usage {
    private final DeviceTotals totals;
    /** Sorted when it is walked. */
    private final Map<TenantId, long[]> held = new HashMap<>();

    /** Returns the use of nobody. */
    public Usage(DeviceTotals totals) {
        this.totals = totals;
    }

    /** Returns what the running jobs hold, those that were told to stop too. */
    public static Usage of(ClusterState state) {
        Usage usage = new Usage(DeviceTotals.of(state));
        state.forEachHolding((holding, jobs) ->
                usage.add(holding.tenant(), holding.type(), jobs * usage.totals.milli(holding.gang(), holding.type())));
        return usage;
    }

    /** Adds so many thousandths of devices of a type to what a tenant holds; fewer when negative. */
    public void add(TenantId tenant, DeviceType type, long milli) {
        int at = totals.indexOf(type);
        if (at != DeviceTotals.ABSENT) {
            held.computeIfAbsent(tenant, absent -> new long[totals.types().size()])[at] += milli;
        }
    }

    /** Returns what a tenant holds of a type. */
    public long milli(TenantId tenant, DeviceType type) {
        int at = totals.indexOf(type);
        long[] byType = held.get(tenant);
        return byType == null || at == DeviceTotals.ABSENT ? 0 : byType[at];
    }

    /** Returns what a tenant holds of all types. */
    public long milli(TenantId tenant) {
        long sum = 0;
        for (DeviceType type : totals.types()) {
            sum += milli(tenant, type);
        }
        return sum;
    }

    public DeviceTotals totals() {
        return totals;
    }

    /** Returns what a tenant holds by the index of the type. */
    long[] byType(TenantId tenant) {
        return held.getOrDefault(tenant, new long[totals.types().size()]);
    }

    /** Returns what each tenant holds that ever held anything, by the index of the type. */
    SortedMap<TenantId, long[]> byTenant() {
        return new TreeMap<>(held);
    }
}
