package io.xisuan.cli.ledger;

import io.xisuan.billing.store.OutsideCopy;
import io.xisuan.billing.store.OutsideHead;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.metering.journal.JournalKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ledger export}: issued documents and the head of the books, into a folder on another volume. */
@Command(
        name = "export",
        description = {
            "Writes issued documents that are not there yet, and where the books end, into a folder on another volume.",
            "A restore reads it, so that no number is given twice; \"ledger verify --head\" finds a tail that was cut off.",
            "The operator does the same by itself with --copy DIR."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan ledger export --to /mnt/archive/xisuan --keys /var/lib/xisuan/keys"})
public final class LedgerExportCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "The folder of the key that signs the head (default: the head is not signed).")
    private Optional<Path> keys = Optional.empty();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** What was written, as JSON shows it. */
    record Exported(int newDocuments, OutsideHead head, boolean signed) {}

    @Override
    public Integer call() {
        try (Store store = database.openReadOnly()) {
            OutsideCopy.Written written = new OutsideCopy(folder)
                    .write(store, Optional.empty(), keys.map(path -> JournalKeys.open(path)::sign), clock.millis());
            OutsideHead head = written.head();
            Table table = Table.of(
                            Column.number("newDocuments", "new documents"),
                            Column.number("documents", "documents"),
                            Column.number("seq", "ledger entry"),
                            Column.name("hash", "hash"),
                            Column.name("signed", "signed"))
                    .row(
                            written.documents(),
                            head.documents(),
                            head.seq(),
                            head.hash(),
                            keys.isPresent() ? "yes" : "no")
                    .build();
            output.print(new Exported(written.documents(), head, keys.isPresent()), table);
            return ExitCode.DONE.code();
        }
    }
}
