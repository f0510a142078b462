package io.xisuan.cli.close;

import io.xisuan.billing.reconcile.Check;
import io.xisuan.billing.reconcile.Comparison;
import io.xisuan.billing.reconcile.Difference;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code close reconcile}: each book against the next one, ending in zeros or in named differences. */
@Command(
        name = "reconcile",
        description = {
            "Compares usage with lines, documents with the ledger, vouchers and claims, and what is open with what is owed.",
            "Exit code 1 when anything differs; each difference is named."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan close reconcile --journal /var/lib/xisuan/journal"})
public final class ReconcileCommand implements Callable<Integer> {
    private static final long HOUR_MILLIS = 3_600_000L;

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal: a folder, or the URL of the store that it lies beside (default: that of --db on a server, else journal in $XISUAN_DATA or ~/.local/share/xisuan).")
    private Optional<String> journal = Optional.empty();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (Store store = database.openReadOnly()) {
            Optional<ReconciledBooks.Journal> read =
                    ReconciledBooks.journal(journal, database.url(), progress, output.language());
            List<Check> checks = progress.during(
                    output.language().of("逐账对账", "comparing the books"),
                    () -> ReconciledBooks.checks(store, read, List.of()));
            output.print(checks, table(checks));
            if (read.isEmpty()) {
                output.output()
                        .say(
                                output.language()
                                        .of(
                                                "未核对用量：这里没有用量日志，用 --journal 指明其目录。",
                                                "Usage was not compared: there is no journal here, name its folder with --journal."));
            }
            if (checks.stream().allMatch(Check::agrees)) {
                output.output().say(output.language().of("各账全部相符，差额均为零。", "All differences are zero."));
                return ExitCode.DONE.code();
            }
            output.output().alsoForPeople("Differences", differences(checks));
            return ExitCode.ANSWER_IS_NO.code();
        }
    }

    private static Table table(List<Check> checks) {
        Table.Builder table = Table.of(
                Column.name("left", "book"),
                Column.name("right", "against"),
                Column.number("leftAmount", "says"),
                Column.number("rightAmount", "says"),
                Column.number("difference", "difference"),
                Column.name("unit", "unit"),
                Column.number("compared", "compared"),
                Column.number("differences", "that differ"));
        for (Check check : checks) {
            table.row(
                    check.comparison().left(),
                    check.comparison().right(),
                    amount(check.comparison(), check.left()),
                    amount(check.comparison(), check.right()),
                    amount(check.comparison(), Math.subtractExact(check.left(), check.right())),
                    unit(check.comparison()),
                    check.compared(),
                    check.differences().size());
        }
        return table.build();
    }

    private static Table differences(List<Check> checks) {
        Table.Builder table = Table.of(
                Column.name("book", "book"),
                Column.name("subject", "what"),
                Column.number("left", "says"),
                Column.number("right", "the other says"),
                Column.text("why", "why"));
        for (Check check : checks) {
            for (Difference difference : check.differences()) {
                table.row(
                        check.comparison().left() + " = " + check.comparison().right(),
                        difference.subject(),
                        amount(check.comparison(), difference.left()),
                        amount(check.comparison(), difference.right()),
                        difference.why());
            }
        }
        return table.build();
    }

    private static String unit(Comparison comparison) {
        return switch (comparison.unit()) {
            case FEN -> "CNY";
            case DEVICE_MILLIS -> "device-hours";
        };
    }

    /** Returns yuan with two decimals, or device-hours to the millisecond. */
    private static String amount(Comparison comparison, long amount) {
        return switch (comparison.unit()) {
            case FEN -> Money.ofFen(amount).formatted();
            case DEVICE_MILLIS -> hours(amount);
        };
    }

    private static String hours(long millis) {
        long size = Math.abs(millis);
        return String.format(
                Locale.ROOT,
                "%s%,d:%02d:%02d.%03d",
                millis < 0 ? "-" : "",
                size / HOUR_MILLIS,
                size / 60_000 % 60,
                size / 1_000 % 60,
                size % 1_000);
    }
}
