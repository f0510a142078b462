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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Results of replays as people read them: seconds, GPU-hours and yuan. */
final class ResultTables {
    private static final int LISTED = 5;
    private static final long MILLIS_PER_HOUR = 3_600_000L;

    private ResultTables() {}

    /** Returns one row a policy, and where there are several what each is best at. */
    static Table summaries(List<Summary> summaries) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.name("policy", "policy"),
                Column.number("jobs", "jobs"),
                Column.number("never", "never"),
                Column.number("starts", "starts"),
                Column.number("waitMeanSeconds", "wait mean s"),
                Column.number("waitP50Seconds", "p50"),
                Column.number("waitP95Seconds", "p95"),
                Column.number("waitMaxSeconds", "max"),
                Column.number("completionMeanSeconds", "completion mean s"),
                Column.number("makespanHours", "makespan h"),
                Column.number("usedDeviceHours", "GPU-hours"),
                Column.number("utilisationPercent", "used %"),
                Column.number("costYuan", "cost CNY")));
        List<String> best = BestOf.each(summaries);
        if (summaries.size() > 1) {
            columns.add(Column.text("bestAt", "best at"));
        }
        Table.Builder table = Table.of(columns.toArray(Column[]::new));
        for (int i = 0; i < summaries.size(); i++) {
            List<Object> cells = cells(summaries.get(i));
            if (summaries.size() > 1) {
                cells.add(best.get(i));
            }
            table.row(cells.toArray());
        }
        return table.build();
    }

    private static List<Object> cells(Summary summary) {
        return new ArrayList<>(List.of(
                summary.policy(),
                summary.jobs(),
                summary.never(),
                summary.starts(),
                seconds(summary.waitMillis().mean()),
                seconds(summary.waitMillis().p50()),
                seconds(summary.waitMillis().p95()),
                seconds(summary.waitMillis().max()),
                seconds(summary.completionMillis().mean()),
                hours(summary.makespanMillis()),
                hours(summary.deviceMillis().used()),
                summary.utilisationPercent(),
                summary.cost()));
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
