package io.xisuan.cli.payment;

import io.xisuan.billing.payment.BankStatementCsv;
import io.xisuan.billing.store.PaymentBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code payment import}: a bank's statement as CSV. */
@Command(
        name = "import",
        description = {
            "Stores the lines of a bank statement (CSV in UTF-8) that are new, and says whose each may be.",
            "Columns, in any order: 交易流水号 (reference), 交易日期 (date), 交易金额 (amount) with 借贷标志 (direction) or"
                    + " 贷方发生额 (credit), and if the bank has them 对方户名 (payer), 对方账号 (payer account), 摘要 (remark)."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan payment import statement-2026-03.csv"})
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The statement.")
    private Path file = Path.of("");

    @Mixin
    private PersonOption person = new PersonOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        BankStatementCsv.Statement statement = read();
        try (Store store = database.openExisting()) {
            PaymentBook.Imported imported = new PaymentBook(store).importLines(statement.lines(), person.principal());
            Proposals.print(Proposals.of(store, imported.added()), output);
            CommandLine line = spec.commandLine();
            line.getErr()
                    .println("%d lines are new, %d were known, %d of money that went out are left out"
                            .formatted(imported.added().size(), imported.known(), statement.outgoing()));
        }
        return ExitCode.DONE.code();
    }

    private BankStatementCsv.Statement read() {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return BankStatementCsv.read(
                    String.valueOf(file.getFileName()),
                    text,
                    person.principal().name(),
                    Instant.now().toEpochMilli());
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
