package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Holds a journal's folder for one who changes files in it. */
final class JournalLock {
    static final String NAME = "journal.lock";

    private JournalLock() {}

    /**
     * Takes the folder.
     *
     * @throws InputException when somebody else has it
     */
    static FolderLock take(Path folder) {
        try {
            return FolderLock.take(folder.resolve(NAME))
                    .orElseThrow(() -> InputException.of(
                            "another process writes the journal in %s: stop it first".formatted(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
