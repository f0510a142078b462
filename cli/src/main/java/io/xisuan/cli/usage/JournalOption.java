package io.xisuan.cli.usage;

import io.xisuan.cli.DataHome;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.report.DeviceTime;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --journal}: where the usage journal is. */
final class JournalOption {
    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "the folder of the journal's segments (default: journal in the data folder)")
    private @Nullable Path named;

    /**
     * Returns what the journal has of a window.
     *
     * @throws InputException when there is no journal, or it is damaged
     */
    DeviceTime read(Interval window) {
        Path folder = named == null ? DataHome.folder(null).resolve("journal") : named;
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "--journal: %s is no folder: give the one that holds the journal's segments".formatted(folder));
        }
        DeviceTime time = new DeviceTime(window);
        SegmentJournal.read(folder, time::take);
        return time;
    }
}
