package io.xisuan.billing.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.xisuan.model.InputException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The transactions on a database: one at a time that writes, on a connection of its own, and several beside it that read. */
final class Database implements AutoCloseable {
    /** Connections of one kind. */
    private record Pool(HikariDataSource source, Jdbi jdbi) {
        static Pool of(HikariConfig config) {
            HikariDataSource source = new HikariDataSource(config);
            return new Pool(source, Jdbi.create(source));
        }
    }

    /** Another writer had the leader's row for as long as the server lets one wait for it; nothing was done. */
    private static final class TurnTimeout extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final JdbiException failure;

        TurnTimeout(JdbiException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Object lock = new Object();
    private final Dialect dialect;
    private final Optional<Pool> writer;
    private final Pool readers;

    private Database(Dialect dialect, Optional<Pool> writer, Pool readers) {
        this.dialect = dialect;
        this.writer = writer;
        this.readers = readers;
    }

    /** Opens the database and brings its tables up to date; a file is made. */
    static Database open(Dialect dialect) {
        dialect.prepare();
        once(dialect, dialect.writing(), handle -> {
            dialect.requireFit(handle);
            Migrations.bringUpToDate(handle, dialect);
            MoneyOpening.write(handle, dialect);
        });
        return connect(dialect);
    }

    /** Opens a database whose tables are as they should be. */
    static Database connect(Dialect dialect) {
        return new Database(dialect, Optional.of(Pool.of(dialect.writing())), Pool.of(dialect.reading()));
    }

    /** Opens a database that exists, without changing anything. */
    static Database openReadOnly(Dialect dialect) {
        dialect.requireExisting();
        once(dialect, dialect.readingOnly(), handle -> Migrations.requireCurrent(handle, dialect));
        return new Database(dialect, Optional.empty(), Pool.of(dialect.readingOnly()));
    }

    /** Does something on a single connection before there is a pool: what refuses it is said at once and by its name. */
    static void once(Dialect dialect, HikariConfig config, Consumer<Handle> work) {
        Properties properties = new Properties();
        properties.putAll(config.getDataSourceProperties());
        Optional.ofNullable(config.getUsername()).ifPresent(user -> properties.setProperty("user", user));
        Optional.ofNullable(config.getPassword()).ifPresent(word -> properties.setProperty("password", word));
        try (Connection connection = DriverManager.getConnection(config.getJdbcUrl(), properties);
                Handle handle = Jdbi.open(connection)) {
            work.accept(handle);
        } catch (SQLException e) {
            throw dialect.unopened(e);
        } catch (JdbiException e) {
            throw InputException.of("%s cannot be opened: %s".formatted(dialect.place(), firstLine(e)));
        }
    }

    /**
     * Runs all of it as one transaction that writes, or nothing of it. Somebody else's long transaction is waited for about as long as
     * a leader's Lease lasts.
     */
    <T> T write(Function<Handle, T> batch) {
        Pool pool = writer.orElseThrow(() -> new StoreException(dialect.place() + " is open for reading alone"));
        synchronized (lock) {
            long began = System.nanoTime();
            while (true) {
                try {
                    return run(pool, handle -> {
                        takeTurn(handle);
                        return batch.apply(handle);
                    });
                } catch (TurnTimeout timeout) {
                    if (System.nanoTime() - began >= PATIENCE.toNanos()) {
                        throw failed(dialect, timeout.failure);
                    }
                }
            }
        }
    }

    private void takeTurn(Handle handle) {
        try {
            dialect.lock(handle);
        } catch (JdbiException e) {
            throw states(e).anyMatch("55P03"::equals) ? new TurnTimeout(e) : e;
        }
    }

    /** Ends the connections of a writer that stands still. */
    void cutOffWhoStandsStill() {
        read(handle -> {
            dialect.cutOffWhoStandsStill(handle);
            return true;
        });
    }

    /** Returns the version of the tables, which is this program's. */
    int tablesVersion() {
        return MigrationScripts.of(dialect).last();
    }

    /** Returns the tables whose rows never change. */
    SortedSet<String> frozenTables() {
        return MigrationScripts.frozenTables(dialect);
    }

    /** Runs reads that all see one state of the database, whoever writes meanwhile. */
    <T> T read(Function<Handle, T> reading) {
        return run(readers, reading);
    }

    private <T> T run(Pool pool, Function<Handle, T> work) {
        try {
            return pool.jdbi().inTransaction(work::apply);
        } catch (JdbiException e) {
            throw failed(dialect, e);
        }
    }

    /** Returns what to throw for a failure of a database that was open. */
    static StoreException failed(Dialect dialect, Exception failure) {
        String message = "%s: %s".formatted(dialect.place(), firstLine(failure));
        return lost(failure) ? new StoreUnreachableException(message, failure) : new StoreException(message, failure);
    }

    /** Returns whether the connection broke, or a new one was refused. */
    private static boolean lost(Throwable failure) {
        return states(failure).anyMatch(state -> state.startsWith("08") || state.startsWith("57P"));
    }

    private static Stream<String> states(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .flatMap(cause -> Stream.ofNullable(((SQLException) cause).getSQLState()));
    }

    /** Returns the first line of what lies at the root of a failure. */
    static String firstLine(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").replaceFirst("^(ERROR|FATAL): ", "");
    }

    @Override
    public void close() {
        synchronized (lock) {
            readers.source().close();
            writer.ifPresent(pool -> pool.source().close());
        }
    }
}
