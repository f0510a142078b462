package io.xisuan.cli.demo;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.lifecycle.InventoryClosure;
import io.xisuan.operator.metering.lifecycle.SiteInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where each device-millisecond of a site went, over the month and by day. */
record SiteReport(SiteId site, String name, InventoryClosure month, List<InventoryClosure> days) {

    static List<SiteReport> all(Scenario scenario, World world, List<UsageInterval> usage) {
        List<SiteReport> reports = new ArrayList<>();
        for (Map.Entry<SiteId, String> site : scenario.names().entrySet()) {
            List<UsageInterval> here = usage.stream()
                    .filter(interval -> interval.site().equals(site.getKey()))
                    .toList();
            Interval month = scenario.period().interval();
            List<InventoryClosure> days = new ArrayList<>();
            for (Interval day : BillingPeriod.splitByDay(month)) {
                days.add(closure(world, site.getKey(), day, of(here, day)));
            }
            reports.add(new SiteReport(
                    site.getKey(), site.getValue(), closure(world, site.getKey(), month, here), List.copyOf(days)));
        }
        return List.copyOf(reports);
    }

    private static List<UsageInterval> of(List<UsageInterval> usage, Interval day) {
        return usage.stream().filter(one -> one.interval().overlaps(day)).toList();
    }

    private static InventoryClosure closure(World world, SiteId site, Interval window, List<UsageInterval> usage) {
        Map<NodeName, List<String>> lanes = new TreeMap<>();
        for (SimulatedNode node : world.nodesOf(site)) {
            List<String> names = new ArrayList<>();
            for (int device = 0; device < node.devices(); device++) {
                names.add(World.lane(node, device));
            }
            lanes.put(node.name(), names);
        }
        SiteInventory inventory = new SiteInventory(site, window, lanes);
        return InventoryClosure.of(inventory, usage, world.ownerSpans(site, window), List.of());
    }
}
