package io.xisuan.billing.store;

import com.zaxxer.hikari.HikariConfig;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * A database in one file, of SQLite. A transaction that writes begins IMMEDIATE, so it holds the file's only write lock before it
 * reads anything; its commit is on the disk when it returns (WAL, synchronous FULL). Those who read see the last commit and stop
 * nobody.
 */
record DatabaseFile(Path path) implements Dialect {
    static final String PREFIX = "jdbc:sqlite:";

    private static final String BUSY_MILLIS = "10000";
    private static final int READERS = 4;

    /** File systems that lose locks or writes between machines; SQLite's own manual warns of them. */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "ceph",
            "fuse.ceph",
            "fuse.glusterfs",
            "fuse.sshfs",
            "fuse.s3fs",
            "fuse.juicefs",
            "lustre",
            "beegfs",
            "gpfs");

    /**
     * @throws InputException when the URL is of another kind
     */
    static DatabaseFile of(String jdbcUrl) {
        String path = jdbcUrl.substring(PREFIX.length());
        if (path.isBlank() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
            throw InputException.of(
                    "\"%s\" is no database that this version can use: write jdbc:sqlite:FILE".formatted(jdbcUrl));
        }
        try {
            return new DatabaseFile(Path.of(path).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw InputException.of("\"%s\" names no file: %s".formatted(jdbcUrl, e.getMessage()));
        }
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public String scripts() {
        return "sqlite";
    }

    @Override
    public HikariConfig writing() {
        HikariConfig config = config(1);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        return config;
    }

    @Override
    public HikariConfig reading() {
        HikariConfig config = config(READERS);
        config.setConnectionInitSql("PRAGMA query_only = 1");
        return config;
    }

    @Override
    public HikariConfig readingOnly() {
        HikariConfig config = config(READERS);
        config.setReadOnly(true);
        config.addDataSourceProperty("open_mode", "1");
        return config;
    }

    private HikariConfig config(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(PREFIX + path);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setMaxLifetime(0);
        config.addDataSourceProperty("busy_timeout", BUSY_MILLIS);
        return config;
    }

    /** The file is only opened with the settings that make a commit durable. */
    @Override
    public void requireFit(Handle handle) {}

    /** BEGIN IMMEDIATE has done it. */
    @Override
    public void lock(Handle handle) {}

    @Override
    public boolean hasTable(Handle handle, String table) {
        return handle.createQuery("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :table")
                        .bind("table", table)
                        .mapTo(Long.class)
                        .one()
                == 1;
    }

    @Override
    public RuntimeException unopened(SQLException failure) {
        return InputException.of("%s cannot be opened: %s".formatted(path, failure.getMessage()));
    }

    @Override
    public void requireExisting() {
        if (!Files.isRegularFile(path)) {
            throw InputException.of(
                    "There is no database at %s: name the operator's with --db jdbc:sqlite:FILE".formatted(path));
        }
    }

    /** Makes the folder, and refuses one that several machines share. */
    @Override
    public void prepare() {
        Path folder = path.resolveSibling(".").normalize();
        try {
            Files.createDirectories(folder);
            Optional<String> kind = network(folder);
            if (kind.isPresent()) {
                throw InputException.of(
                        "%s lies on a network file system (%s), where SQLite loses locks: use a local disk"
                                .formatted(path, kind.get()));
            }
        } catch (IOException e) {
            throw InputException.of("The folder of %s cannot be used: %s".formatted(path, e.getMessage()));
        }
    }

    @Override
    public void requireEmpty() {
        if (Files.exists(path)) {
            throw InputException.of("%s is there already: restore into a new file".formatted(path));
        }
    }

    /** Returns the kind of the network file system that a file or folder lies on, if it does. */
    static Optional<String> network(Path place) {
        try {
            String kind = Files.getFileStore(place).type().toLowerCase(Locale.ROOT);
            return NETWORK.contains(kind) ? Optional.of(kind) : Optional.empty();
        } catch (IOException e) {
            throw InputException.of("The folder of %s cannot be used: %s".formatted(place, e.getMessage()));
        }
    }

    /** The first thing that SQLite finds; of a sound file it says "ok". */
    @Override
    public Optional<String> damage(Handle handle) {
        return handle.createQuery("PRAGMA quick_check(1)")
                .mapTo(String.class)
                .findFirst()
                .filter(said -> !said.equals("ok"));
    }

    /** A file beside it, which gets this one's name when it is whole. */
    @Override
    public Dialect aside() {
        DatabaseFile aside = new DatabaseFile(path.resolveSibling(path.getFileName() + ".restoring"));
        aside.discard();
        return aside;
    }

    @Override
    public void take(Dialect aside) {
        Path whole = Path.of(aside.place());
        if (Files.exists(path.resolveSibling(whole.getFileName() + "-wal"))) {
            throw new StoreException("%s was not closed in order".formatted(whole));
        }
        try {
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw InputException.of("%s cannot be written: %s".formatted(path, e.getMessage()));
        }
    }

    @Override
    public void discard() {
        try {
            for (String end : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(path.resolveSibling(path.getFileName() + end));
            }
        } catch (IOException e) {
            throw InputException.of("%s cannot be deleted: %s".formatted(path, e.getMessage()));
        }
    }

    /** A key follows on the greatest one that is there. */
    @Override
    public void countOn(Handle handle) {}

    @Override
    public void unguarded(Handle handle, String table, Runnable change) {
        Map<String, String> triggers = new TreeMap<>();
        handle.createQuery("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
                .bind("table", table)
                .map((row, context) -> triggers.put(row.getString("name"), row.getString("sql")))
                .list();
        triggers.keySet().forEach(name -> handle.execute("DROP TRIGGER " + name));
        change.run();
        triggers.values().forEach(handle::execute);
    }
}
