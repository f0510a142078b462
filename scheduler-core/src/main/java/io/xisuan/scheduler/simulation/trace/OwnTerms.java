package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.simulation.Terms;
import java.util.OptionalLong;

/**
 * The terms of a job as users write them; all columns are optional: {@code priority}, {@code preemptible} (yes or no),
 * {@code checkpoint_every_seconds}, {@code restart_seconds}, {@code grace_seconds}, {@code min_workers} (with
 * {@code devices_per_worker}), {@code deadline_seconds} on the clock of {@code submit_seconds}, {@code topology} (node, nvlink or
 * rack).
 */
final class OwnTerms {
    private static final int MAX_PRIORITY = 1_000_000;

    private OwnTerms() {}

    static Terms read(Row row) {
        return new Terms(
                row.countOr("priority", 0, -MAX_PRIORITY, MAX_PRIORITY),
                new Interruption(
                        preemptible(row),
                        millis(row, "checkpoint_every_seconds"),
                        millis(row, "grace_seconds"),
                        millis(row, "restart_seconds")),
                minWorkers(row),
                row.text("deadline_seconds").isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(row.secondsToMillis("deadline_seconds")),
                topology(row));
    }

    private static long millis(Row row, String column) {
        return row.text(column).isEmpty() ? 0 : row.secondsToMillis(column);
    }

    private static boolean preemptible(Row row) {
        return switch (row.text("preemptible")) {
            case "", "no" -> false;
            case "yes" -> true;
            default ->
                throw row.wrong("preemptible", "\"%s\" is neither yes nor no".formatted(row.text("preemptible")));
        };
    }

    private static int minWorkers(Row row) {
        if (row.text("min_workers").isEmpty()) {
            return 0;
        }
        if (row.text("devices_per_worker").isEmpty()) {
            throw row.wrong("min_workers", "says nothing without devices_per_worker");
        }
        int devices = row.count("devices", 1, Layouts.MAX_JOB_DEVICES);
        return row.count("min_workers", 1, devices / row.count("devices_per_worker", 1, devices));
    }

    private static TopologyWish topology(Row row) {
        return switch (row.text("topology")) {
            case "" -> TopologyWish.SITE;
            case "node" -> new TopologyWish(TopologyLevel.NODE, true);
            case "nvlink" -> new TopologyWish(TopologyLevel.NVLINK, true);
            case "rack" -> new TopologyWish(TopologyLevel.RACK, true);
            default ->
                throw row.wrong("topology", "\"%s\" is none of node, nvlink and rack".formatted(row.text("topology")));
        };
    }
}
