package io.xisuan.cli;

import io.xisuan.billing.store.StoreServer;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.postgresql.TableSource;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the usage journal is: a folder of segments, or beside a store on a server, named by that store's URL. */
public final class JournalPlace {
    private JournalPlace() {}

    /**
     * Opens the journal that {@code --journal} names.
     *
     * @throws InputException when there is none
     */
    public static JournalSource open(String named) {
        if (named.startsWith("jdbc:")) {
            return TableSource.open(named);
        }
        try {
            Path folder = Path.of(named);
            if (!Files.isDirectory(folder)) {
                throw InputException.of(
                        "--journal: %s is no folder: give the one that holds the journal's segments".formatted(folder));
            }
            return JournalSource.folder(folder);
        } catch (InvalidPathException e) {
            throw InputException.of("--journal: \"%s\" is neither a folder nor a store's URL".formatted(named));
        }
    }

    /**
     * Opens the journal that is named; without one, that of the store if it is on a server, else that of the data folder if it is
     * there.
     *
     * @throws InputException when the one that was named is none
     */
    public static Optional<JournalSource> find(Optional<String> named, String storeUrl) {
        if (named.isPresent()) {
            return Optional.of(open(named.get()));
        }
        if (StoreServer.of(storeUrl).isPresent()) {
            return Optional.of(TableSource.open(storeUrl));
        }
        Path folder = DataHome.folder(null).resolve("journal");
        return Files.isDirectory(folder) ? Optional.of(JournalSource.folder(folder)) : Optional.empty();
    }
}
