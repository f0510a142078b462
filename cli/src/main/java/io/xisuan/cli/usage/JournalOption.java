package io.xisuan.cli.usage;

import io.xisuan.cli.DataHome;
import io.xisuan.cli.JournalPlace;
import io.xisuan.model.Interval;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.report.DeviceTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --journal}: where the usage journal is. */
final class JournalOption {
    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "the usage journal: a folder of segments, or the URL of a store on a server (default: journal in the data folder)")
    private @Nullable String named;

    /**
     * Returns what the journal has of a window.
     *
     * @throws InputException when there is no journal, or it is damaged
     */
    DeviceTime read(Interval window) {
        DeviceTime time = new DeviceTime(window);
        String place = named == null ? DataHome.folder(null).resolve("journal").toString() : named;
        try (JournalSource source = JournalPlace.open(place)) {
            source.read(time::take);
        }
        return time;
    }
}
