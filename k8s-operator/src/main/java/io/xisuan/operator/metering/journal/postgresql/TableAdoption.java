package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoreServer;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.HourSeal;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalVerifier;
import io.xisuan.operator.metering.journal.StillFolder;
import io.xisuan.operator.metering.journal.Verification;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Moves a folder's journal into the empty table beside a store: the same records, bytes, chain and seals, all of it or nothing. A
 * record's time of recording is the start of its hour: segments know no more.
 */
public final class TableAdoption {
    private static final int GROUP = 5_000;

    private TableAdoption() {}

    /**
     * What the table holds now.
     *
     * @param records how many records
     * @param sealedHours how many hours with a seal
     * @param hash the hash of the last record in hex
     */
    public record Adopted(long records, int sealedHours, String hash) {}

    /**
     * Copies the journal and reads it again from the table; the folder stays as it is. Whoever led the store until now leads it no more.
     *
     * @throws InputException when the table has records, the folder's journal is damaged or being written, or what came out differs
     */
    public static Adopted adopt(Path folder, String jdbcUrl, long nowMillis) {
        try (StillFolder still = StillFolder.hold(folder)) {
            if (still.head().seq() == 0) {
                throw InputException.of("%s holds no record: there is nothing to move".formatted(folder));
            }
            JournalTables tables = JournalTables.of(jdbcUrl).upToDate();
            try (JournalConnections connections = JournalConnections.writing(tables)) {
                requireEmpty(connections);
                long epoch = mint(jdbcUrl, nowMillis);
                connections.write(connection -> copied(connection, still, epoch));
            }
            return agreed(jdbcUrl, still);
        }
    }

    private static void requireEmpty(JournalConnections connections) {
        long seq = connections.read(JournalRows::head).head().seq();
        if (seq != 0) {
            throw InputException.of(
                    "the journal in %s has %d records: only an empty one can take a folder's; nothing was changed"
                            .formatted(connections.place(), seq));
        }
    }

    private static long mint(String jdbcUrl, long nowMillis) {
        try (Store store = Store.open(jdbcUrl)) {
            return store.mintEpoch("journal adopt", nowMillis);
        }
    }

    private static long copied(Connection connection, StillFolder still, long epoch) throws SQLException {
        StoreServer.requireLeader(connection, epoch);
        JournalRows.Head last = records(connection, still);
        for (HourSeal seal : still.seals()) {
            JournalRows.seal(connection, seal);
        }
        if (!last.head().equals(still.head()) || !JournalRows.move(connection, JournalHead.EMPTY, last, epoch)) {
            throw InputException.of(
                    "somebody wrote the journal at the same time: stop the operator; nothing was changed");
        }
        Optional<JournalHead> published = still.published();
        if (published.isPresent()) {
            JournalRows.publish(connection, published.get(), still.signature().orElse(""));
        }
        return last.head().seq();
    }

    private static JournalRows.Head records(Connection connection, StillFolder still) throws SQLException {
        Rows rows = new Rows(connection);
        try {
            still.read(GROUP, rows::insert);
        } catch (NotInserted failed) {
            throw failed.why;
        }
        return rows.last;
    }

    /** Takes the records as they come and knows where they end. */
    private static final class Rows {
        private final Connection connection;
        private JournalRows.Head last = new JournalRows.Head(JournalHead.EMPTY, 0);

        Rows(Connection connection) {
            this.connection = connection;
        }

        void insert(long hourStartMillis, List<JournalRecord> records) {
            try {
                if (last.head().seq() == 0 || last.recordedAtMillis() != hourStartMillis) {
                    JournalRows.makeMonth(connection, hourStartMillis);
                }
                JournalRows.insert(connection, records, hourStartMillis);
            } catch (SQLException e) {
                throw new NotInserted(e);
            }
            JournalRecord end = records.getLast();
            last = new JournalRows.Head(new JournalHead(end.seq(), end.hash()), hourStartMillis);
        }
    }

    /** Carries a failure of the database past the reader of the folder. */
    private static final class NotInserted extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final SQLException why;

        NotInserted(SQLException why) {
            super(why);
            this.why = why;
        }
    }

    private static Adopted agreed(String jdbcUrl, StillFolder still) {
        try (TableSource table = TableSource.open(jdbcUrl)) {
            return switch (table.verify(new JournalVerifier.Terms(List.of(), still.seals()))) {
                case Verification.Broken broken ->
                    throw InputException.of("what came out is not what was in the folder: " + broken.message());
                case Verification.Sound sound -> {
                    if (!sound.head().equals(still.head())) {
                        throw InputException.of("the journal in %s ends at record %d, the folder's at %d"
                                .formatted(
                                        table.place(),
                                        sound.head().seq(),
                                        still.head().seq()));
                    }
                    yield new Adopted(
                            sound.records(), sound.sealedHours(), sound.head().hash());
                }
            };
        }
    }
}
