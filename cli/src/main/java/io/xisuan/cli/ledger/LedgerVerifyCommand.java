package io.xisuan.cli.ledger;

import io.xisuan.billing.store.LedgerCheck;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code ledger verify DB}: reads every entry and every document and says whether they are as written. */
@Command(
        name = "verify",
        description = "Checks the chain, the documents and the balances; exit code 1 with the first bad record.",
        mixinStandardHelpOptions = true)
public final class LedgerVerifyCommand implements Callable<Integer> {
    /** The form of the result. */
    record Result(boolean ok, long records, long invoices, Optional<String> head, Optional<Problem> firstBad) {}

    /** The first bad record. */
    record Problem(String record, String message) {}

    @Parameters(paramLabel = "DB", description = "The database: a file, or jdbc:sqlite:FILE.")
    private String database = "";

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        String url = database.startsWith("jdbc:") ? database : "jdbc:sqlite:" + database;
        try (Store store = Store.openReadOnly(url)) {
            Result result = switch (store.verifyLedger()) {
                case LedgerCheck.Sound sound ->
                    new Result(true, sound.records(), sound.invoices(), Optional.of(sound.head()), Optional.empty());
                case LedgerCheck.Broken broken ->
                    new Result(
                            false,
                            broken.records(),
                            broken.invoices(),
                            Optional.empty(),
                            Optional.of(new Problem(broken.what(), broken.problem())));
            };
            print(result);
            return (result.ok() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
        }
    }

    private void print(Result result) {
        Table table = Table.of(
                        Column.name("ok", "sound"),
                        Column.number("records", "records"),
                        Column.number("invoices", "invoices"),
                        Column.name("head", "head"),
                        Column.text("firstBad", "first bad record"))
                .row(
                        result.ok() ? "yes" : "no",
                        result.records(),
                        result.invoices(),
                        result.head(),
                        result.firstBad().map(bad -> bad.record() + ": " + bad.message()))
                .build();
        output.print(result, table);
    }
}
