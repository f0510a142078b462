package io.xisuan.cli.statement;

import io.xisuan.billing.statement.OwnerStatement;
import io.xisuan.billing.store.ReportBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.SiteId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code statement owner}: what was sold of a site in a month, for its owner. */
@Command(
        name = "owner",
        description = "What was sold of a site in a month, for its owner, and its part where that was agreed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan statement owner zhongwei-a --month 2026-03"})
final class OwnerCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SITE", description = "Which site.")
    private String site = "";

    @Option(names = "--month", paramLabel = "YYYY-MM", required = true, description = "Which month of use.")
    private String month = "";

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (Store store = database.openReadOnly()) {
            OwnerStatement statement = new ReportBook(store).ownerStatement(new SiteId(site), period());
            Table.Builder table = Table.of(
                    Column.name("model", word("accelerator")),
                    Column.number("deviceHours", word("device hours")),
                    Column.number("grossCny", word("gross CNY")),
                    Column.number("netCny", word("net CNY")));
            statement.rows().forEach(row -> table.row(model(row), hours(row.deviceMillis()), row.gross(), row.net()));
            long millis = statement.rows().stream()
                    .mapToLong(OwnerStatement.Row::deviceMillis)
                    .sum();
            table.total(word("in all"), hours(millis), statement.gross(), statement.net());
            table.total(part(statement), "", "", statement.ownerPart());
            output.print(statement, table.build());
        }
        return ExitCode.DONE.code();
    }

    private String model(OwnerStatement.Row row) {
        return row.commitment()
                ? "%s: %s".formatted(row.model().id(), word("commitment"))
                : row.model().id();
    }

    private String part(OwnerStatement statement) {
        return statement
                .terms()
                .map(terms -> "%s: %s".formatted(terms.owner(), terms.share().formatted()))
                .orElseGet(() -> word("the owner's part is not on record"));
    }

    private BillingPeriod period() {
        try {
            return BillingPeriod.parse(month);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--month: " + e.getMessage());
        }
    }

    private static BigDecimal hours(long millis) {
        return BigDecimal.valueOf(millis).divide(BigDecimal.valueOf(DeviceMillis.PER_HOUR), 2, RoundingMode.HALF_UP);
    }

    private String word(String english) {
        return Wording.of(output.language()).of(english);
    }
}
