package io.xisuan.cli.usage;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.operator.metering.lifecycle.FoldFinding;
import io.xisuan.operator.metering.report.ClassSums;
import io.xisuan.operator.metering.report.DeviceTime;
import io.xisuan.operator.metering.report.NodeClosure;
import io.xisuan.operator.metering.report.SiteClosure;
import io.xisuan.operator.metering.report.UsageReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xisuan usage closure}: whether the classes of each day add up to the inventory; if not, which device, when and why. */
@Command(
        name = "closure",
        mixinStandardHelpOptions = true,
        description = {
            "For each site and day: the five classes of device time and the inventory that they must add up to.",
            "A day that does not close names the device, the time and the reason; exit code 1."
        },
        footer = {"", "Example:", "  xisuan usage closure --day 2026-10-07"})
public final class UsageClosureCommand implements Callable<Integer> {
    /** One of both. */
    static final class Span {
        @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "One day, of Asia/Shanghai.")
        private @Nullable String day;

        @Option(names = "--period", paramLabel = "YYYY-MM", description = "Every closed day of a month.")
        private @Nullable String period;

        Interval window() {
            try {
                return day != null
                        ? BillingPeriod.day(LocalDate.parse(day))
                        : BillingPeriod.parse(String.valueOf(period)).interval();
            } catch (DateTimeParseException e) {
                throw InputException.of("--day: \"%s\" is no day of the form YYYY-MM-DD".formatted(day));
            } catch (IllegalArgumentException e) {
                throw InputException.of("--period: " + e.getMessage());
            }
        }
    }

    @ArgGroup(multiplicity = "1")
    private Span span = new Span();

    @Mixin
    private JournalOption journal = new JournalOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    /** One thing that does not fit, in JSON. */
    record Finding(String kind, String node, String subject, String from, String until, String detail) {}

    /** One site's day, in JSON. */
    record Day(
            String site,
            String day,
            boolean closes,
            long inventoryMillis,
            long billedMillis,
            SortedMap<String, Long> heldUnbilledMillis,
            long backgroundMillis,
            long idleMillis,
            SortedMap<String, Long> unavailableMillis,
            List<Finding> findings) {}

    @Override
    public Integer call() {
        DeviceTime time = journal.read(span.window(), progress, output.language());
        UsageReport report = UsageReport.of(time, UsageReport.By.SITE);
        if (report.days().isEmpty()) {
            throw InputException.of("the journal has no closed day of that time%s"
                    .formatted(report.open().isEmpty() ? "" : "; not closed yet: " + report.open()));
        }
        List<Day> days = report.days().stream().map(UsageClosureCommand::day).toList();
        output.print(days, table(report.days()));
        report.days().forEach(this::explain);
        return (report.closes() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private static Table table(List<SiteClosure> days) {
        Table.Builder table = Table.of(
                Column.name("day", "Day"),
                Column.name("site", "Site"),
                Column.name("closes", "Closes"),
                Column.number("inventoryHours", "Inventory h"),
                Column.number("billedHours", "Billed h"),
                Column.number("heldUnbilledHours", "Held unbilled h"),
                Column.number("backgroundHours", "Background h"),
                Column.number("idleHours", "Idle h"),
                Column.number("unavailableHours", "Unavailable h"),
                Column.number("findings", "Findings"));
        for (SiteClosure day : days) {
            ClassSums sums = day.sums();
            table.row(
                    dayOf(day),
                    day.site(),
                    day.closes() ? "yes" : "NO",
                    Hours.of(sums.inventory()),
                    Hours.of(sums.billed()),
                    Hours.of(sums.heldUnbilledMillis()),
                    Hours.of(sums.background()),
                    Hours.of(sums.idle()),
                    Hours.of(sums.unavailableMillis()),
                    day.findings().size());
        }
        return table.build();
    }

    /** Says which device, when and why, where a day does not close. */
    private void explain(SiteClosure day) {
        if (day.closes()) {
            return;
        }
        Stream<String> sums =
                day.nodes().stream().filter(node -> !node.sums().closes()).map(UsageClosureCommand::difference);
        Stream<String> findings = day.findings().stream()
                .filter(finding -> finding.kind().breaksClosure())
                .map(finding -> "%s, %s to %s: %s"
                        .formatted(
                                where(finding),
                                time(finding.interval().startMillis()),
                                time(finding.interval().endMillis()),
                                finding.detail()));
        Stream.concat(sums, findings)
                .forEach(line ->
                        spec.commandLine().getErr().printf("%s %s does not close: %s%n", day.site(), dayOf(day), line));
    }

    private static String difference(NodeClosure node) {
        return "node %s, %s: classes have %d ms, the inventory %d ms"
                .formatted(
                        node.node(),
                        node.resource(),
                        node.sums().classified(),
                        node.sums().inventory());
    }

    private static String where(FoldFinding finding) {
        return "node %s, %s".formatted(finding.node(), finding.subject());
    }

    private static Day day(SiteClosure closure) {
        ClassSums sums = closure.sums();
        return new Day(
                closure.site().value(),
                dayOf(closure),
                closure.closes(),
                sums.inventory(),
                sums.billed(),
                sums.heldUnbilled(),
                sums.background(),
                sums.idle(),
                sums.unavailable(),
                closure.findings().stream()
                        .map(finding -> new Finding(
                                finding.kind().name(),
                                finding.node().value(),
                                finding.subject(),
                                time(finding.interval().startMillis()),
                                time(finding.interval().endMillis()),
                                finding.detail()))
                        .toList());
    }

    private static String dayOf(SiteClosure day) {
        return BillingPeriod.dayOf(day.window().startMillis()).toString();
    }

    /** Returns a time with its zone. */
    private static String time(long millis) {
        return Instant.ofEpochMilli(millis)
                .truncatedTo(ChronoUnit.MILLIS)
                .atZone(BillingPeriod.ZONE)
                .toOffsetDateTime()
                .toString();
    }
}
