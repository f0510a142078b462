package io.xisuan.cli.usage;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.DataHome;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.JournalPlace;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.report.DeviceTime;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the usage journal of a report is: named by itself, or beside the store. */
final class JournalOption {
    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal: a folder of segments, or the URL of a store on a server (default: beside the store where that is on a server, else journal in the data folder).")
    private Optional<String> named = Optional.empty();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    /**
     * Returns what the journal has of a window.
     *
     * @throws InputException when there is no journal, or it is damaged
     */
    DeviceTime read(Interval window, Progress progress, Language language) {
        DeviceTime time = new DeviceTime(window);
        JournalSource found = JournalPlace.find(named, database.url())
                .orElseThrow(() -> InputException.of(
                        "%s is no folder: name the usage journal with --journal, or with --db a store on a server that has one"
                                .formatted(DataHome.folder(null).resolve("journal"))));
        try (JournalSource source = found;
                Waiting waiting = progress.begin(language.of("读取用量日志", "reading the journal"))) {
            long[] read = {0};
            source.read(stored -> {
                time.take(stored);
                waiting.at(++read[0], 0);
            });
        }
        return time;
    }
}
