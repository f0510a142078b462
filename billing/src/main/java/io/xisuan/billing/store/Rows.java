package io.xisuan.billing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Statements of the hot path, prepared once for each connection and filled by position: what each batch of commands repeats a
 * thousand times.
 */
final class Rows {
    /** Puts the values of one row into a statement. */
    @FunctionalInterface
    interface Filling {
        void fill(Row row) throws SQLException;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The places of a statement, filled one after another. */
    static final class Row {
        private final PreparedStatement statement;
        private int place;

        private Row(PreparedStatement statement) {
            this.statement = statement;
        }

        Row add(long value) throws SQLException {
            statement.setLong(++place, value);
            return this;
        }

        Row add(String value) throws SQLException {
            statement.setString(++place, value);
            return this;
        }

        Row add(byte[] value) throws SQLException {
            statement.setBytes(++place, value);
            return this;
        }

        /** Adds a number that may be absent: NULL then. */
        Row add(Optional<Long> value) throws SQLException {
            statement.setObject(++place, value.orElse(null), java.sql.Types.BIGINT);
            return this;
        }
    }

    private final IdentityHashMap<Connection, Map<String, PreparedStatement>> prepared = new IdentityHashMap<>();

    /** Writes one row for each filling, and returns how many rows each changed. */
    int[] write(Handle handle, String sql, List<Filling> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try {
            PreparedStatement statement = prepared(handle, sql);
            if (rows.size() == 1) {
                rows.getFirst().fill(new Row(statement));
                return new int[] {statement.executeUpdate()};
            }
            for (Filling row : rows) {
                row.fill(new Row(statement));
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** Reads all rows of a result. */
    <T> List<T> read(Handle handle, String sql, Filling filling, Reading<T> reading) {
        try {
            PreparedStatement statement = prepared(handle, sql);
            filling.fill(new Row(statement));
            List<T> all = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    all.add(reading.read(result));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** Returns the statement as prepared on the connection beneath the pool's, which lives longer than one transaction. */
    private PreparedStatement prepared(Handle handle, String sql) throws SQLException {
        Connection connection = handle.getConnection().unwrap(Connection.class);
        Map<String, PreparedStatement> own = prepared.computeIfAbsent(connection, fresh -> new TreeMap<>());
        PreparedStatement known = own.get(sql);
        if (known == null || known.isClosed()) {
            known = connection.prepareStatement(sql);
            own.put(sql, known);
        }
        return known;
    }
}
