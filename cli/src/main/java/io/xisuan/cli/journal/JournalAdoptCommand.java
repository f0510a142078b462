package io.xisuan.cli.journal;

import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.metering.journal.postgresql.TableAdoption;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a journal from a folder into the database of a store, when an operator begins to work on one. */
@Command(
        name = "adopt",
        description =
                "Moves a folder's journal into the empty one beside a store on PostgreSQL; records and seals stay as they are.",
        footer = {
            "",
            "Example:",
            "  xisuan journal adopt --from /var/lib/xisuan/journal --db 'jdbc:postgresql://db:5432/xisuan'",
            "",
            "The operator has to be stopped meanwhile. All of it moves or nothing; the folder stays: put it away afterwards."
        },
        mixinStandardHelpOptions = true)
public final class JournalAdoptCommand implements Runnable {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the journal's segments.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path from;

    @Option(
            names = "--db",
            required = true,
            paramLabel = "URL",
            description = "The store that the journal will be beside, jdbc:postgresql://...")
    private String db = "";

    @Mixin
    private OutputOption output = new OutputOption();

    private final InstantSource clock = InstantSource.system();

    @Override
    public void run() {
        TableAdoption.Adopted adopted = TableAdoption.adopt(from, db, clock.millis());
        Table table = Table.of(
                        Column.number("records", "Records"),
                        Column.number("sealedHours", "Sealed hours"),
                        Column.text("hash", "Hash of the last record"))
                .row(adopted.records(), adopted.sealedHours(), adopted.hash())
                .build();
        output.print(adopted, table);
    }
}
