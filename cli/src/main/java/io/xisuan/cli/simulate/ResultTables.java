package io.xisuan.cli.simulate;

import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.Table;
import io.xisuan.scheduler.simulation.Never;
import io.xisuan.scheduler.simulation.Refused;
import io.xisuan.scheduler.simulation.Result;
import io.xisuan.scheduler.simulation.Summary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Results of replays as people read them: seconds, GPU-hours and yuan. */
final class ResultTables {
    private static final int LISTED = 5;
    private static final long MILLIS_PER_HOUR = 3_600_000L;

    private ResultTables() {}

    static Table summaries(List<Summary> summaries) {
        Table.Builder table = Table.of(
                Column.name("policy", "policy"),
                Column.number("jobs", "jobs"),
                Column.number("never", "never"),
                Column.number("waitMeanSeconds", "wait mean s"),
                Column.number("waitP50Seconds", "p50"),
                Column.number("waitP95Seconds", "p95"),
                Column.number("waitMaxSeconds", "max"),
                Column.number("completionMeanSeconds", "completion mean s"),
                Column.number("completionP50Seconds", "p50"),
                Column.number("completionP95Seconds", "p95"),
                Column.number("completionMaxSeconds", "max"),
                Column.number("makespanHours", "makespan h"),
                Column.number("usedDeviceHours", "GPU-hours used"),
                Column.number("utilisationPercent", "used %"),
                Column.number("costYuan", "cost CNY"));
        summaries.forEach(summary -> table.row(cells(summary)));
        return table.build();
    }

    private static Object[] cells(Summary summary) {
        return new Object[] {
            summary.policy(),
            summary.jobs(),
            summary.never(),
            seconds(summary.waitMillis().mean()),
            seconds(summary.waitMillis().p50()),
            seconds(summary.waitMillis().p95()),
            seconds(summary.waitMillis().max()),
            seconds(summary.completionMillis().mean()),
            seconds(summary.completionMillis().p50()),
            seconds(summary.completionMillis().p95()),
            seconds(summary.completionMillis().max()),
            hours(summary.makespanMillis()),
            hours(summary.deviceMillis().used()),
            summary.utilisationPercent(),
            summary.cost()
        };
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal hours(long millis) {
        return BigDecimal.valueOf(millis).divide(BigDecimal.valueOf(MILLIS_PER_HOUR), 1, RoundingMode.HALF_UP);
    }

    /** Says below the table what was assumed, and which jobs can never start. */
    static void notes(List<Result> results, Output output) {
        Result first = results.getFirst();
        first.summary().notes().forEach(output::say);
        Map<Never, List<Refused>> byReason = new EnumMap<>(Never.class);
        for (Never reason : Never.values()) {
            List<Refused> refused =
                    first.never().stream().filter(job -> job.reason() == reason).toList();
            if (!refused.isEmpty()) {
                byReason.put(reason, refused);
            }
        }
        byReason.forEach((reason, refused) -> output.say(line(reason, refused)));
    }

    private static String line(Never reason, List<Refused> refused) {
        List<String> names = refused.stream()
                .limit(LISTED)
                .map(job -> "%s (%d devices, site %s)"
                        .formatted(
                                job.job().name(),
                                job.job().demand().devices(),
                                job.job().site().isEmpty() ? "any" : job.job().site()))
                .toList();
        String more =
                refused.size() > LISTED ? " and %d more (--out lists all)".formatted(refused.size() - LISTED) : "";
        return "Never start, %s: %s%s".formatted(reason, String.join(", ", names), more);
    }
}
