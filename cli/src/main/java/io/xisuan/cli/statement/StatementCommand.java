package io.xisuan.cli.statement;

import io.xisuan.billing.report.AsOf;
import io.xisuan.billing.statement.Standing;
import io.xisuan.billing.statement.Statement;
import io.xisuan.billing.store.ReportBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.model.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code statement}: what a tenant owed, what moved it, and what it owes. */
@Command(
        name = "statement",
        description =
                "A tenant's statement between two days: opening, movements, closing; and those of sites for their owners.",
        mixinStandardHelpOptions = true,
        subcommands = {OwnerCommand.class, OwnersCommand.class},
        footer = {"", "Example:", "  xisuan statement jinguan --from 2026-03-01 --to 2026-03-31 --lang zh"})
public final class StatementCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TENANT", arity = "0..1", description = "Whose.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--from", paramLabel = "DATE", description = "The first day.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "The last day.")
    private Optional<LocalDate> to = Optional.empty();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (tenant.isEmpty() || from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
            throw InputException.of(
                    "statement: write xisuan statement TENANT --from DATE --to DATE, the last day not before the first");
        }
        try (Store store = database.openReadOnly()) {
            ReportBook book = new ReportBook(store);
            AsOf all = book.asOf(
                    Optional.empty(), OptionalLong.empty(), Instant.now().toEpochMilli());
            Statement statement = book.statement(
                    new TenantId(tenant.get()), from.get(), to.get().plusDays(1), all.recordedMillis());
            output.print(statement, table(statement));
        }
        return ExitCode.DONE.code();
    }

    private Table table(Statement statement) {
        Table.Builder table = Table.of(
                Column.name("day", word("day")),
                Column.text("what", word("what")),
                Column.name("reference", word("reference")),
                Column.number("changeCny", word("change CNY")),
                Column.number("owedCny", word("owed CNY")),
                Column.number("disputedCny", word("disputed CNY")),
                Column.number("prepaidCny", word("prepaid CNY")),
                Column.number("balanceCny", word("balance CNY")));
        row(table, statement.from(), "opening", "", Optional.empty(), statement.opening());
        for (Statement.Movement movement : statement.movements()) {
            row(
                    table,
                    movement.day(),
                    movement.kind(),
                    movement.reference(),
                    Optional.of(movement.change()),
                    movement.after());
        }
        row(table, statement.until().minusDays(1), "closing", "", Optional.empty(), statement.closing());
        return table.build();
    }

    private void row(
            Table.Builder table,
            LocalDate day,
            String what,
            String reference,
            Optional<Standing> change,
            Standing after) {
        table.row(
                day,
                word(what),
                reference,
                change.map(Standing::balance),
                after.owed(),
                after.disputed(),
                after.prepaid(),
                after.balance());
    }

    private String word(String english) {
        return Wording.of(output.language()).of(english);
    }
}
