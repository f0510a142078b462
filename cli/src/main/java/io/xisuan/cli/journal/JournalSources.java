package io.xisuan.cli.journal;

import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.postgresql.TableSource;
import java.nio.file.Path;

/** Finds the journal that a command is about. */
final class JournalSources {
    private static final String URL = "jdbc:";

    private JournalSources() {}

    static boolean isFolder(String place) {
        return !place.startsWith(URL);
    }

    /**
     * Returns the journal of a folder, or that beside a store on PostgreSQL by the store's URL.
     *
     * @throws io.xisuan.model.InputException when there is no such folder, or no journal beside the store
     */
    static JournalSource of(String place) {
        return isFolder(place) ? JournalSource.folder(Path.of(place)) : TableSource.open(place);
    }
}
