package io.xisuan.billing.rating;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Usage without repetitions, in canonical order: the same set whatever the order and number of arrivals. */
public record UsageSet(List<UsageInterval> intervals) {
    /**
     * @throws IllegalArgumentException when one id stands for two different observations
     */
    public UsageSet {
        Map<String, UsageInterval> byId = new TreeMap<>();
        for (UsageInterval usage : intervals) {
            UsageInterval known = byId.putIfAbsent(usage.id(), usage);
            if (known != null && !known.equals(usage)) {
                throw new IllegalArgumentException(
                        "Usage id %s stands for two observations: %s and %s".formatted(usage.id(), known, usage));
            }
        }
        intervals = byId.values().stream().sorted(UsageInterval.ORDER).toList();
    }

    /** Returns the usage that is charged. */
    public List<UsageInterval> billed() {
        return intervals.stream().filter(UsageInterval::billed).toList();
    }

    /** Returns the accelerator time that is charged within the window, by contract. */
    public SortedMap<ContractId, DeviceMillis> billedTime(Interval window) {
        SortedMap<ContractId, DeviceMillis> time = new TreeMap<>();
        for (UsageInterval usage : billed()) {
            usage.interval().intersection(window).ifPresent(within -> {
                long held = Quantities.between(usage, within.startMillis(), within.endMillis());
                time.merge(usage.contract(), new DeviceMillis(held), DeviceMillis::plus);
            });
        }
        return time;
    }
}
