package io.xisuan.operator.metering.journal.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The connections of one journal: one that writes, and a few that read beside it. */
final class JournalConnections implements AutoCloseable {
    /** What is done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final JournalTables tables;
    private final Optional<HikariDataSource> writer;
    private final HikariDataSource readers;

    private JournalConnections(JournalTables tables, boolean writing) {
        this.tables = tables;
        this.readers = source(tables, tables.server().reading());
        this.writer = writing ? Optional.of(source(tables, tables.server().writing())) : Optional.empty();
    }

    static JournalConnections writing(JournalTables tables) {
        return new JournalConnections(tables, true);
    }

    static JournalConnections reading(JournalTables tables) {
        return new JournalConnections(tables, false);
    }

    private static HikariDataSource source(JournalTables tables, HikariConfig config) {
        config.setConnectionInitSql(config.getConnectionInitSql() + "; " + tables.path());
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    String place() {
        return tables.server().place();
    }

    /** Runs all of it as one transaction that writes, or nothing of it. */
    <T> T write(Work<T> work) {
        return run(writer.orElseThrow(() -> new IllegalStateException("The journal is open for reading alone")), work);
    }

    /** Runs reads that see one state. */
    <T> T read(Work<T> work) {
        return run(readers, work);
    }

    private <T> T run(HikariDataSource source, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw tables.server().failure(e);
        }
    }

    /** What failed first is what is told; a connection that cannot even be rolled back is closed by its pool. */
    private static void undo(Connection connection, Throwable first) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.ifPresent(HikariDataSource::close);
    }
}
