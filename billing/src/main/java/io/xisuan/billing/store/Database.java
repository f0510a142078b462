package io.xisuan.billing.store;

import io.xisuan.model.InputException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * One connection to the database file and the transactions on it, one at a time.
 *
 * <p>A transaction that writes begins IMMEDIATE, so it holds the only write lock before it reads anything, and its commit is on
 * the disk when it returns (WAL, synchronous FULL).
 */
final class Database implements AutoCloseable {
    private static final String BUSY_MILLIS = "10000";

    private final Object lock = new Object();
    private final DatabaseFile file;
    private final Handle handle;

    private Database(DatabaseFile file, Handle handle) {
        this.file = file;
        this.handle = handle;
    }

    /** Opens the file, or makes it, and brings its tables up to date. */
    static Database open(DatabaseFile file) {
        file.prepare();
        Properties properties = properties();
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "FULL");
        properties.setProperty("foreign_keys", "true");
        properties.setProperty("transaction_mode", "IMMEDIATE");
        Database database = connect(file, properties);
        Migrations.bringUpToDate(database.handle, file);
        return database;
    }

    /** Opens a file that exists, without changing anything. */
    static Database openReadOnly(DatabaseFile file) {
        file.requireExisting();
        Properties properties = properties();
        properties.setProperty("open_mode", "1");
        Database database = connect(file, properties);
        Migrations.requireCurrent(database.handle, file);
        return database;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", BUSY_MILLIS);
        return properties;
    }

    private static Database connect(DatabaseFile file, Properties properties) {
        try {
            Connection connection = DriverManager.getConnection(file.url(), properties);
            return new Database(file, Jdbi.open(connection));
        } catch (SQLException | JdbiException e) {
            throw InputException.of("%s cannot be opened: %s".formatted(file.path(), e.getMessage()));
        }
    }

    /** Runs all of it as one transaction that writes, or nothing of it. */
    <T> T write(Function<Handle, T> batch) {
        synchronized (lock) {
            try {
                return handle.inTransaction(batch::apply);
            } catch (JdbiException e) {
                throw new StoreException("%s: %s".formatted(file.path(), rootOf(e)), e);
            }
        }
    }

    /** Runs reads; no other call of this database comes between them. */
    <T> T read(Function<Handle, T> reading) {
        synchronized (lock) {
            try {
                return reading.apply(handle);
            } catch (JdbiException e) {
                throw new StoreException("%s: %s".formatted(file.path(), rootOf(e)), e);
            }
        }
    }

    /** Runs reads that all see one state of the database, whoever writes meanwhile. */
    <T> T snapshot(Function<Handle, T> reading) {
        return write(reading);
    }

    private static String rootOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        synchronized (lock) {
            handle.close();
        }
    }
}
