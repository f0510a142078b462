package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The devices of one site over one window: what the classes of time have to add up to. */
public record SiteInventory(SiteId site, Interval window, Map<NodeName, List<String>> lanes) {
    public SiteInventory {
        TreeMap<NodeName, List<String>> copy = new TreeMap<>();
        lanes.forEach((node, names) -> copy.put(node, List.copyOf(names)));
        lanes = Collections.unmodifiableSortedMap(copy);
    }

    public int devices() {
        return lanes.values().stream().mapToInt(List::size).sum();
    }

    /** Returns devices multiplied by the window. */
    public DeviceMillis total() {
        return DeviceMillis.of(devices(), window);
    }
}
