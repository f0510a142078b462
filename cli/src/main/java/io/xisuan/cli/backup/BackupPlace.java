package io.xisuan.cli.backup;

import io.xisuan.billing.store.StoreServer;
import io.xisuan.cli.DataHome;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.postgresql.TableSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where books and journal lie, named as the operator's options name them; mixed into the commands that read or write both. */
final class BackupPlace {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The operator's data folder, with the journal of a store in a file and the key (default:"
                    + " $XISUAN_DATA, else ~/.local/share/xisuan).")
    private @Nullable Path data;

    /** What is meant: the same for a command and for a restore into a folder of its own. */
    record Place(String url, Path data) {
        boolean onServer() {
            return StoreServer.of(url).isPresent();
        }

        /** Returns what to call the books in messages: a file, or host, port and database; never a password. */
        String books() {
            return StoreServer.of(url).map(StoreServer::place).orElseGet(() -> url.replaceFirst("^jdbc:sqlite:", ""));
        }

        Path journal() {
            return data.resolve("journal");
        }

        /** Returns the public half of the key that signs the journal, where it lies in the data folder. */
        Optional<Path> publicKey() {
            return Optional.of(data.resolve("keys").resolve("journal.pub")).filter(Files::isRegularFile);
        }

        /** Opens the journal; empty where there is none yet. */
        Optional<JournalSource> openJournal() {
            if (onServer()) {
                return Optional.of(TableSource.open(url));
            }
            return Files.isDirectory(journal()) ? Optional.of(JournalSource.folder(journal())) : Optional.empty();
        }
    }

    Place place() {
        Path folder = DataHome.folder(data);
        return new Place(database.url(folder), folder);
    }
}
