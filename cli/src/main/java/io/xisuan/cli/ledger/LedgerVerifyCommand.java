package io.xisuan.cli.ledger;

import io.xisuan.billing.store.LedgerCheck;
import io.xisuan.billing.store.LedgerHead;
import io.xisuan.billing.store.LedgerView;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.journal.PublicKeyFile;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ledger verify}: reads every entry and every document and says whether they are as written. */
@Command(
        name = "verify",
        description = "Checks the chain, the documents and the balances; exit code 1 with the first bad record.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan ledger verify --db jdbc:postgresql://db.example:5432/xisuan --head head-2025-09-01.json"
        })
public final class LedgerVerifyCommand implements Callable<Integer> {
    /** The form of the result. */
    record Result(boolean ok, long records, long invoices, Optional<String> head, Optional<Problem> firstBad) {}

    /** The first bad record. */
    record Problem(String record, String message) {}

    @Parameters(arity = "0..1", paramLabel = "DB", description = "The database's file or URL, instead of --db.")
    private @Nullable String named;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description =
                    "A head that \"ledger head -o json\" printed or \"ledger export\" wrote: what came up to it must still be there.")
    private @Nullable Path head;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The public key that signed the head, as the operator's keys/journal.pub.")
    private @Nullable Path key;

    @Option(
            names = "--backup",
            paramLabel = "FILE",
            description = "A backup: what was written once must still be as it has it, cell by cell.")
    private @Nullable Path backup;

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Optional<LedgerHead> exported = Optional.ofNullable(head)
                .map(file -> HeadFile.read(file, Optional.ofNullable(key).map(PublicKeyFile::read)));
        try (Store store = Store.openReadOnly(url())) {
            Result result = switch (progress.during(
                    output.language().of("校验账簿", "verifying the books"),
                    () -> LedgerView.verify(store, exported, Optional.ofNullable(backup)))) {
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

    private String url() {
        if (named == null) {
            return database.url();
        }
        return named.startsWith("jdbc:") ? named : "jdbc:sqlite:" + named;
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
