package io.xisuan.cli.report;

import io.xisuan.billing.receivable.Ageing;
import io.xisuan.billing.report.AsOf;
import io.xisuan.billing.report.BalanceReport;
import io.xisuan.billing.store.ReportBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code report}: the books as of a day and of what was recorded by an instant. */
@Command(
        name = "report",
        description = {
            "Reports from the ledger's entries: trial-balance, receivable, ageing, revenue, vat.",
            "With the same --effective and --recorded they give the same bytes whenever they are run."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  xisuan report trial-balance --effective 2026-03-31 --recorded 2026-04-05T08:00:00Z"
        })
public final class ReportCommand {
    /** The two times of a report, and where it reads. */
    static final class Times {
        @Option(
                names = "--effective",
                paramLabel = "DATE",
                description = "Entries that count for this day or an earlier one (default: the day of --recorded).")
        private Optional<LocalDate> effective = Optional.empty();

        @Option(
                names = "--recorded",
                paramLabel = "INSTANT",
                description = "As far as they were recorded by then (default: when the last entry was).")
        private Optional<String> recorded = Optional.empty();

        @Mixin
        private DatabaseOption database = new DatabaseOption();

        AsOf asOf(ReportBook book) {
            return book.asOf(
                    effective,
                    recorded.map(text -> OptionalLong.of(instant(text))).orElseGet(OptionalLong::empty),
                    Instant.now().toEpochMilli());
        }

        private static long instant(String text) {
            try {
                return Instant.parse(text).toEpochMilli();
            } catch (DateTimeParseException e) {
                throw InputException.of("--recorded \"%s\": write an instant as 2026-04-05T08:00:00Z".formatted(text));
            }
        }

        Store open() {
            return database.openReadOnly();
        }
    }

    /** A report on balances in JSON. */
    record Balances(
            BalanceReport.Kind report,
            LocalDate effective,
            Instant recorded,
            long throughEntry,
            List<Line> accounts,
            Money debit,
            Money credit) {}

    /** One account of it. */
    record Line(String account, Money debit, Money credit, Money balance) {}

    /** A report on ages in JSON. */
    record Ages(LocalDate effective, Instant recorded, List<Ageing> tenants) {}

    @Command(
            name = "trial-balance",
            description = "All accounts with their debits and credits; both sums are the same.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan report trial-balance --effective 2026-03-31 -o csv"})
    int trialBalance(@Mixin Times times, @Mixin OutputOption output) {
        return balances(BalanceReport.Kind.TRIAL_BALANCE, times, output);
    }

    @Command(
            name = "receivable",
            description = "What tenants and authorities owe, and what tenants have prepaid.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan report receivable --effective 2026-03-31"})
    int receivable(@Mixin Times times, @Mixin OutputOption output) {
        return balances(BalanceReport.Kind.RECEIVABLE, times, output);
    }

    @Command(
            name = "revenue",
            description = "What was sold by site and model, without VAT once it is invoiced; a credit balance.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan report revenue --effective 2026-03-31 -o csv"})
    int revenue(@Mixin Times times, @Mixin OutputOption output) {
        return balances(BalanceReport.Kind.REVENUE, times, output);
    }

    @Command(
            name = "vat",
            description = "What is owed to the tax office by rate; a credit balance.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan report vat --effective 2026-03-31"})
    int vat(@Mixin Times times, @Mixin OutputOption output) {
        return balances(BalanceReport.Kind.VAT, times, output);
    }

    @Command(
            name = "ageing",
            description = "How old what tenants owe is, from the day on which it was due.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan report ageing --effective 2026-03-31"})
    int ageing(@Mixin Times times, @Mixin OutputOption output) {
        try (Store store = times.open()) {
            ReportBook book = new ReportBook(store);
            AsOf asOf = times.asOf(book);
            List<Ageing> rows = book.ageing(asOf);
            output.print(new Ages(asOf.effective(), Instant.ofEpochMilli(asOf.recordedMillis()), rows), table(rows));
        }
        return 0;
    }

    private static int balances(BalanceReport.Kind kind, Times times, OutputOption output) {
        try (Store store = times.open()) {
            ReportBook book = new ReportBook(store);
            BalanceReport report = book.balances(kind, times.asOf(book));
            Table.Builder table = Table.of(
                    Column.name("account", "account"),
                    Column.number("debitCny", "debit CNY"),
                    Column.number("creditCny", "credit CNY"),
                    Column.number("balanceCny", "balance CNY"));
            report.rows().forEach(row -> table.row(row.account(), row.debit(), row.credit(), row.balance()));
            BalanceReport.Row total = report.total();
            Instant recorded = Instant.ofEpochMilli(report.asOf().recordedMillis());
            table.total(
                    "%s, recorded by %s, through entry %d"
                            .formatted(report.asOf().effective(), recorded, report.through()),
                    total.debit(),
                    total.credit(),
                    total.balance());
            List<Line> lines = report.rows().stream()
                    .map(row -> new Line(row.account(), row.debit(), row.credit(), row.balance()))
                    .toList();
            output.print(
                    new Balances(
                            kind,
                            report.asOf().effective(),
                            recorded,
                            report.through(),
                            lines,
                            total.debit(),
                            total.credit()),
                    table.build());
        }
        return 0;
    }

    private static Table table(List<Ageing> rows) {
        Table.Builder table = Table.of(
                Column.name("tenant", "tenant"),
                Column.number("currentCny", "not late CNY"),
                Column.number("to30Cny", "1-30 days"),
                Column.number("to60Cny", "31-60 days"),
                Column.number("to90Cny", "61-90 days"),
                Column.number("over90Cny", "over 90 days"),
                Column.number("disputedCny", "disputed"),
                Column.number("totalCny", "total CNY"));
        rows.forEach(row -> table.row(
                row.tenant(),
                row.current(),
                row.upTo30(),
                row.upTo60(),
                row.upTo90(),
                row.over90(),
                row.disputed(),
                row.total()));
        table.total(
                "%d tenants".formatted(rows.size()),
                sum(rows, Ageing::current),
                sum(rows, Ageing::upTo30),
                sum(rows, Ageing::upTo60),
                sum(rows, Ageing::upTo90),
                sum(rows, Ageing::over90),
                sum(rows, Ageing::disputed),
                sum(rows, Ageing::total));
        return table.build();
    }

    private static Money sum(List<Ageing> rows, Function<Ageing, Money> part) {
        return rows.stream().map(part).reduce(Money.ZERO, Money::plus);
    }
}
