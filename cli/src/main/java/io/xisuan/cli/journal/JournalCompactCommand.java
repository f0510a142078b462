package io.xisuan.cli.journal;

import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.SegmentCompaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compresses old sealed hours of a journal; no record changes. */
@Command(
        name = "compact",
        description = "Compresses the segments of sealed hours; their records, roots and seals stay as they are.",
        footer = {
            "",
            "Example:",
            "  xisuan journal compact /var/lib/xisuan/journal --older-than 30d",
            "",
            "The operator has to be stopped meanwhile. Every command reads compressed segments as it reads others."
        },
        mixinStandardHelpOptions = true)
public final class JournalCompactCommand implements Runnable {
    @Parameters(paramLabel = "DIR", description = "The folder of the journal's segments.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path folder;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            defaultValue = "30d",
            description = "Hours that were over so many days ago, as 30d (default: ${DEFAULT-VALUE}).")
    private String olderThan = "30d";

    @Mixin
    private OutputOption output = new OutputOption();

    private final InstantSource clock = InstantSource.system();

    @Override
    public void run() {
        if (!olderThan.matches("[0-9]{1,5}d")) {
            throw InputException.of("--older-than: \"%s\" is no number of days, as 30d".formatted(olderThan));
        }
        long days = Long.parseLong(olderThan.substring(0, olderThan.length() - 1));
        SegmentCompaction.Saved saved = SegmentCompaction.compact(
                folder, clock.instant().minus(Duration.ofDays(days)).toEpochMilli());
        Table table = Table.of(
                        Column.number("segments", "Segments compressed"),
                        Column.number("before", "Bytes before"),
                        Column.number("after", "Bytes after"),
                        Column.number("saved", "Saved"))
                .row(saved.segments(), saved.before(), saved.after(), saved.before() - saved.after())
                .build();
        output.print(saved, table);
    }
}
