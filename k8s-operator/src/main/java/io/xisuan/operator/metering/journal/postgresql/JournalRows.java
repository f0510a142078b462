package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.operator.metering.journal.HourSeal;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.PublishedHead;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The rows of the journal's tables within a transaction. */
final class JournalRows {
    /** Rows go to the server in pieces of so many bytes. */
    private static final int PIECE = 1 << 16;

    /** The end of the chain, and when its last record was recorded. */
    record Head(JournalHead head, long recordedAtMillis) {}

    private JournalRows() {}

    static Head head(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT seq, hash, recorded_at FROM head WHERE id = 1");
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the row of the head is gone");
            }
            return new Head(new JournalHead(row.getLong(1), row.getString(2)), row.getLong(3));
        }
    }

    /** Moves the head on and returns whether it was where it was thought to be. */
    static boolean move(Connection connection, JournalHead from, Head to, long epoch) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE head SET seq = ?, hash = ?, recorded_at = ?, epoch = ? WHERE id = 1 AND seq = ? AND hash = ?""")) {
            update.setLong(1, to.head().seq());
            update.setString(2, to.head().hash());
            update.setLong(3, to.recordedAtMillis());
            update.setLong(4, epoch);
            update.setLong(5, from.seq());
            update.setString(6, from.hash());
            return update.executeUpdate() == 1;
        }
    }

    /** Makes the partition of the month of an instant, when there is none. */
    static void makeMonth(Connection connection, long atMillis) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("SELECT make_month(?)")) {
            call.setLong(1, atMillis);
            call.execute();
        }
    }

    /** Writes records by the server's own bulk protocol. */
    static void insert(Connection connection, List<JournalRecord> records, long recordedAtMillis) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY record (seq, recorded_at, format, hash, body) FROM STDIN");
        try {
            StringBuilder rows = new StringBuilder();
            for (JournalRecord stored : records) {
                row(rows, stored, recordedAtMillis);
                if (rows.length() >= PIECE) {
                    send(copy, rows);
                }
            }
            send(copy, rows);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void row(StringBuilder rows, JournalRecord stored, long recordedAtMillis) {
        rows.append(stored.seq())
                .append('\t')
                .append(recordedAtMillis)
                .append('\t')
                .append(stored.format())
                .append('\t')
                .append(stored.hash())
                .append('\t');
        String body = stored.body();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
        rows.append('\n');
    }

    private static void send(CopyIn copy, StringBuilder rows) throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    /** Returns the next records after a number, at most {@code limit}, in order. */
    static List<JournalRecord> after(Connection connection, long seq, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT seq, format, hash, body FROM record WHERE seq > ? ORDER BY seq LIMIT ?")) {
            query.setLong(1, seq);
            query.setInt(2, limit);
            List<JournalRecord> records = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    records.add(new JournalRecord(
                            rows.getLong(1), rows.getString(2).charAt(0), rows.getString(4), rows.getString(3)));
                }
            }
            return records;
        }
    }

    /** Returns the head as it was last published. */
    static Optional<PublishedHead> published(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT seq, hash, signature FROM published_head WHERE id = 1");
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new PublishedHead(new JournalHead(row.getLong(1), row.getString(2)), row.getString(3)))
                    : Optional.empty();
        }
    }

    /** Stores the head as its writer publishes it. */
    static void publish(Connection connection, JournalHead head, String signature) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO published_head (id, seq, hash, signature) VALUES (1, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                  seq = excluded.seq, hash = excluded.hash, signature = excluded.signature""")) {
            upsert.setLong(1, head.seq());
            upsert.setString(2, head.hash());
            upsert.setString(3, signature);
            upsert.executeUpdate();
        }
    }

    static void seal(Connection connection, HourSeal seal) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO seal (hour_start, first_seq, last_seq, line) VALUES (?, ?, ?, ?)")) {
            insert.setLong(1, seal.hourStartMillis());
            insert.setLong(2, seal.firstSeq());
            insert.setLong(3, seal.lastSeq());
            insert.setString(4, seal.line());
            insert.executeUpdate();
        }
    }

    /** Returns the seals from the one of an hour on, in order. */
    static List<HourSeal> seals(Connection connection, long fromHourMillis) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT line FROM seal WHERE hour_start >= ? ORDER BY hour_start")) {
            query.setLong(1, fromHourMillis);
            List<HourSeal> seals = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    seals.add(HourSeal.parse(rows.getString(1)));
                }
            }
            return seals;
        }
    }

    static Optional<HourSeal> lastSeal(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT line FROM seal ORDER BY hour_start DESC LIMIT 1");
                ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(HourSeal.parse(row.getString(1))) : Optional.empty();
        }
    }
}
