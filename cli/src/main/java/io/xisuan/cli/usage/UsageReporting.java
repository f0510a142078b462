package io.xisuan.cli.usage;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.report.ClassSums;
import io.xisuan.operator.metering.report.UsageReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code xisuan usage} and {@code xisuan usage report} do: device time of a month, in five classes. */
abstract class UsageReporting implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = "--period",
            paramLabel = "YYYY-MM",
            description = "The month, of Asia/Shanghai (default: the present one).")
    private Optional<String> named = Optional.empty();

    @Option(
            names = "--by",
            defaultValue = "tenant",
            paramLabel = "WHAT",
            description = "What a row is: ${COMPLETION-CANDIDATES} (default: tenant).")
    private UsageReport.By by = UsageReport.By.TENANT;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    /** One row in JSON; device time in milliseconds. */
    record Shown(
            String key,
            int attempts,
            long inventoryMillis,
            long billedMillis,
            SortedMap<String, Long> heldUnbilledMillis,
            long backgroundMillis,
            long idleMillis,
            SortedMap<String, Long> unavailableMillis) {}

    /** The report in JSON. */
    record Result(
            String period, String by, boolean closes, List<Shown> rows, SortedMap<String, List<String>> openDays) {}

    @Override
    public final Integer call() {
        String period = month().toString();
        UsageReport report = UsageReport.of(journal.read(month().interval(), progress, output.language()), by);
        List<Shown> rows = report.rows().stream()
                .map(row -> shown(row.key(), row.attempts(), row.sums()))
                .toList();
        TreeMap<String, List<String>> open = new TreeMap<>();
        report.open().forEach((site, days) -> open.put(site.value(), days));
        output.print(
                new Result(period, by.toString(), report.closes(), rows, open),
                by == UsageReport.By.TENANT ? tenants(report) : places(report));
        open.forEach((site, days) -> spec.commandLine()
                .getErr()
                .printf(
                        "%s: %d days are not closed yet and not counted by place: %s%n",
                        site, days.size(), days(days)));
        if (!report.closes()) {
            spec.commandLine().getErr().println("some days do not close: see xisuan usage closure --period " + period);
        }
        return (report.closes() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private BillingPeriod month() {
        try {
            return named.map(BillingPeriod::parse)
                    .orElseGet(() -> BillingPeriod.of(InstantSource.system().millis()));
        } catch (IllegalArgumentException e) {
            throw InputException.of("--period: " + e.getMessage());
        }
    }

    private static String days(List<String> days) {
        return days.size() <= 2 ? String.join(", ", days) : days.get(0) + " to " + days.get(days.size() - 1);
    }

    private static Shown shown(String key, int attempts, ClassSums sums) {
        return new Shown(
                key,
                attempts,
                sums.inventory(),
                sums.billed(),
                sums.heldUnbilled(),
                sums.background(),
                sums.idle(),
                sums.unavailable());
    }

    private static Table tenants(UsageReport report) {
        Table.Builder table = Table.of(
                Column.name("tenant", "Tenant"),
                Column.number("attempts", "Attempts"),
                Column.number("billedHours", "Billed h"),
                Column.number("heldUnbilledHours", "Held unbilled h"),
                Column.text("reasons", "Of that"));
        report.rows()
                .forEach(row -> table.row(
                        row.key(),
                        row.attempts(),
                        Hours.of(row.sums().billed()),
                        Hours.of(row.sums().heldUnbilledMillis()),
                        reasons(row.sums().heldUnbilled())));
        ClassSums all = all(report);
        return table.total(
                        "", "", Hours.of(all.billed()), Hours.of(all.heldUnbilledMillis()), reasons(all.heldUnbilled()))
                .build();
    }

    private static Table places(UsageReport report) {
        Table.Builder table = Table.of(
                Column.name(report.by().toString(), report.by().toString()),
                Column.number("attempts", "Attempts"),
                Column.number("inventoryHours", "Inventory h"),
                Column.number("billedHours", "Billed h"),
                Column.number("heldUnbilledHours", "Held unbilled h"),
                Column.number("backgroundHours", "Background h"),
                Column.number("idleHours", "Idle h"),
                Column.number("unavailableHours", "Unavailable h"),
                Column.number("billedShare", "Billed share"));
        report.rows().forEach(row -> table.row(cells(row.key(), row.attempts(), row.sums())));
        return table.total(cells("", "", all(report))).build();
    }

    private static Object[] cells(String key, Object attempts, ClassSums sums) {
        return new Object[] {
            key,
            attempts,
            Hours.of(sums.inventory()),
            Hours.of(sums.billed()),
            Hours.of(sums.heldUnbilledMillis()),
            Hours.of(sums.background()),
            Hours.of(sums.idle()),
            Hours.of(sums.unavailableMillis()),
            Hours.percent(sums.billed(), sums.inventory())
        };
    }

    private static ClassSums all(UsageReport report) {
        return report.rows().stream().map(UsageReport.Row::sums).reduce(ClassSums.NONE, ClassSums::plus);
    }

    private static String reasons(SortedMap<String, Long> reasons) {
        return String.join(
                ", ",
                reasons.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + Hours.of(entry.getValue()))
                        .toList());
    }
}
