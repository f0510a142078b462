package io.xisuan.cli.ledger;

import io.xisuan.billing.store.BackupSummary;
import io.xisuan.billing.store.Backups;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ledger backup}: writes all that the store holds at one moment into one archive. */
@Command(
        name = "backup",
        description = {
            "Writes all that the database holds at one moment into one archive; the operator may go on meanwhile.",
            "The archive can be restored into either kind of database."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan ledger backup --db jdbc:postgresql://db.example:5432/xisuan --to books-2025-09-01.zip"
        })
public final class LedgerBackupCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The archive, a new file.")
    private Path file = Path.of("");

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (Store store = database.openReadOnly()) {
            BackupSummary summary = Backups.write(store, file);
            ArchiveResult result = ArchiveResult.of(file, summary);
            output.print(result, result.table());
            return ExitCode.DONE.code();
        }
    }
}
