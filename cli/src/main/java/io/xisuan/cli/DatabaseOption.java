package io.xisuan.cli;

import io.xisuan.billing.store.Store;
import io.xisuan.cli.context.Context;
import io.xisuan.cli.context.ContextFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --db}, mixed into each command that reads or changes the store. */
public final class DatabaseOption {
    @Option(
            names = "--db",
            paramLabel = "URL",
            description =
                    "The database: jdbc:sqlite:FILE, or jdbc:postgresql://HOST:PORT/NAME with user and password in $PGUSER and $PGPASSWORD (default: xisuan.db in $XISUAN_DATA, else the context's store, else xisuan.db in ~/.local/share/xisuan).")
    private @Nullable String named;

    /** Returns the URL that is used. */
    public String url() {
        return named != null || System.getenv("XISUAN_DATA") != null
                ? DataHome.jdbcUrl(named, DataHome.folder(null))
                : ContextFile.chosen()
                        .flatMap(Context::store)
                        .orElseGet(() -> DataHome.jdbcUrl(null, DataHome.folder(null)));
    }

    /** Returns the URL that is used where a data folder is named too, as the operator takes it. */
    public String url(Path folder) {
        return DataHome.jdbcUrl(named, folder);
    }

    /**
     * Opens the store for reading; a database that is not there is not made.
     *
     * @throws io.xisuan.model.InputException saying where it looked when there is none
     */
    public Store openReadOnly() {
        return Store.openReadOnly(url());
    }

    /** Opens the store that is there, to write requests into it. */
    public Store openExisting() {
        return Store.openExisting(url());
    }

    /** Opens the store, or makes it. */
    public Store open() {
        return Store.open(url());
    }
}
