package io.xisuan.operator.metering.report;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Device time of a period by tenant, site, model or node, and whether it closes.
 *
 * @param rows in order of their keys; rows by tenant know no inventory
 * @param days the days of the period that are closed in the journal, site by site; only they are in the rows
 * @param open the days that have begun and are not closed yet, by site
 */
public record UsageReport(
        Interval window, By by, List<Row> rows, List<SiteClosure> days, SortedMap<SiteId, List<String>> open) {
    /** What a row is about. */
    public enum By {
        TENANT,
        SITE,
        MODEL,
        NODE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One row.
     *
     * @param attempts how many attempts of jobs held devices
     */
    public record Row(String key, int attempts, ClassSums sums) {}

    public UsageReport {
        rows = List.copyOf(rows);
        days = List.copyOf(days);
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    /** Returns whether every closed day closes. */
    public boolean closes() {
        return days.stream().allMatch(SiteClosure::closes);
    }

    /** Returns the report of what was collected, for all of its days that are closed: somebody looked past their end. */
    public static UsageReport of(DeviceTime time, By by) {
        List<SiteClosure> days = new ArrayList<>();
        TreeMap<SiteId, List<String>> open = new TreeMap<>();
        for (SiteId site : time.sites()) {
            for (Interval day : BillingPeriod.splitByDay(time.window())) {
                if (time.closed(site, day)) {
                    days.add(time.closure(site, day));
                } else if (time.begun(site, day)) {
                    open.computeIfAbsent(site, key -> new ArrayList<>())
                            .add(BillingPeriod.dayOf(day.startMillis()).toString());
                }
            }
        }
        return new UsageReport(
                time.window(), by, by == By.TENANT ? byTenant(time) : byPlace(time, days, by), days, open);
    }

    private static List<Row> byTenant(DeviceTime time) {
        return rows(counted(time, used -> used.tenant().value()), sums(time));
    }

    private static SortedMap<String, ClassSums> sums(DeviceTime time) {
        TreeMap<String, ClassSums> sums = new TreeMap<>();
        for (UsageInterval used : time.usage()) {
            long millis = used.interval()
                    .intersection(time.window())
                    .map(part -> used.share().heldBetween(used.interval(), part).value())
                    .orElse(0L);
            TreeMap<String, Long> unbilled = new TreeMap<>();
            used.reason().ifPresent(reason -> unbilled.put(reason.name(), millis));
            sums.merge(
                    used.tenant().value(),
                    new ClassSums(millis, used.billed() ? millis : 0, unbilled, 0, 0, new TreeMap<>()),
                    ClassSums::plus);
        }
        return sums;
    }

    private static List<Row> byPlace(DeviceTime time, List<SiteClosure> days, By by) {
        TreeMap<String, ClassSums> sums = new TreeMap<>();
        for (SiteClosure day : days) {
            for (NodeClosure node : day.nodes()) {
                sums.merge(key(by, day.site(), node), node.sums(), ClassSums::plus);
            }
        }
        return rows(
                counted(time, used -> switch (by) {
                    case TENANT -> used.tenant().value();
                    case SITE -> used.site().value();
                    case MODEL -> used.model().id();
                    case NODE -> used.site() + "/" + used.node();
                }),
                sums);
    }

    private static String key(By by, SiteId site, NodeClosure node) {
        return switch (by) {
            case TENANT, SITE -> site.value();
            case MODEL -> node.model().id();
            case NODE -> site + "/" + node.node();
        };
    }

    private static SortedMap<String, TreeSet<AttemptKey>> counted(
            DeviceTime time, Function<UsageInterval, String> key) {
        TreeMap<String, TreeSet<AttemptKey>> attempts = new TreeMap<>();
        time.usage()
                .forEach(used -> attempts.computeIfAbsent(key.apply(used), name -> new TreeSet<>())
                        .add(AttemptKey.of(used)));
        return attempts;
    }

    private static List<Row> rows(SortedMap<String, TreeSet<AttemptKey>> attempts, SortedMap<String, ClassSums> sums) {
        return sums.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey(),
                        attempts.getOrDefault(entry.getKey(), new TreeSet<>()).size(),
                        entry.getValue()))
                .toList();
    }
}
