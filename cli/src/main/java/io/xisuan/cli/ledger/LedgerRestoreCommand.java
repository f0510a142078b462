package io.xisuan.cli.ledger;

import io.xisuan.billing.store.BackupSummary;
import io.xisuan.billing.store.Backups;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ledger restore}: brings an archive into an empty database and verifies it. */
@Command(
        name = "restore",
        description = {
            "Brings an archive into an empty database of either kind, after comparing its every byte, and verifies the books.",
            "A leader of the time before is refused from then on. What fails leaves nothing behind."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan ledger restore --from books-2025-09-01.zip --db jdbc:sqlite:/var/lib/xisuan/xisuan.db"
        })
public final class LedgerRestoreCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The archive.")
    private Path file = Path.of("");

    @Option(
            names = "--documents",
            paramLabel = "DIR",
            description = {
                "The folder that \"ledger export\" or the operator's --copy wrote: documents in it that the archive lacks keep",
                "their numbers and are issued again before anything else is."
            })
    private Optional<Path> documents = Optional.empty();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        BackupSummary summary = Backups.restore(file, database.url(), documents);
        ArchiveResult result = ArchiveResult.of(file, summary);
        output.print(result, result.table());
        return ExitCode.DONE.code();
    }
}
