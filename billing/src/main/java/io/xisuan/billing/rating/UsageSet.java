package io.xisuan.billing.rating;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.HashMap;
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
        Map<String, UsageInterval> byId = HashMap.newHashMap(intervals.size());
        List<UsageInterval> distinct = new ArrayList<>(intervals.size());
        for (UsageInterval usage : intervals) {
            UsageInterval known = byId.putIfAbsent(usage.id(), usage);
            if (known == null) {
                distinct.add(usage);
            } else if (!known.equals(usage)) {
                throw new IllegalArgumentException(
                        "Usage id %s stands for two observations: %s and %s".formatted(usage.id(), known, usage));
            }
        }
        distinct.sort(UsageInterval.ORDER);
        intervals = List.copyOf(distinct);
    }

    /** Returns the usage of each contract, in canonical order. */
    public SortedMap<ContractId, List<UsageInterval>> byContract() {
        Map<ContractId, List<UsageInterval>> contracts = new HashMap<>();
        for (UsageInterval usage : intervals) {
            contracts
                    .computeIfAbsent(usage.contract(), contract -> new ArrayList<>())
                    .add(usage);
        }
        return new TreeMap<>(contracts);
    }

    /** Returns the usage that is charged. */
    public List<UsageInterval> billed() {
        return intervals.stream().filter(UsageInterval::billed).toList();
    }

    /** Returns the device time of a part of usage: differences of a running floor, so that parts sum to the whole. */
    public static DeviceMillis held(UsageInterval usage, Interval part) {
        return new DeviceMillis(Quantities.between(usage, part.startMillis(), part.endMillis()));
    }

    /** Returns the accelerator time that is charged within the window, by contract. */
    public SortedMap<ContractId, DeviceMillis> billedTime(Interval window) {
        SortedMap<ContractId, DeviceMillis> time = new TreeMap<>();
        for (UsageInterval usage : billed()) {
            usage.interval()
                    .intersection(window)
                    .ifPresent(within -> time.merge(usage.contract(), held(usage, within), DeviceMillis::plus));
        }
        return time;
    }
}
