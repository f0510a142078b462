package io.xisuan.cli.journal;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalSource;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the journal that a command is about. */
final class JournalSources {
    private JournalSources() {}

    /**
     * Returns the journal of a folder.
     *
     * @throws InputException when there is no such folder
     */
    static JournalSource of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "%s is no folder; give the folder that holds a journal's segments".formatted(folder));
        }
        return JournalSource.folder(folder);
    }
}
