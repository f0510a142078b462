package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.operator.metering.journal.HourSeal;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.PublishedHead;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The journal beside a store on a server, read while its writer works. */
public final class TableSource implements JournalSource {
    private final JournalConnections connections;
    private final TableReader reader;

    private TableSource(JournalConnections connections) {
        this.connections = connections;
        this.reader = new TableReader(connections);
    }

    /**
     * Opens a journal that exists.
     *
     * @throws io.xisuan.model.InputException when there is none, or the server lets nobody in
     * @throws io.xisuan.billing.store.StoreUnreachableException when the server does not answer
     */
    public static TableSource open(String jdbcUrl) {
        return new TableSource(
                JournalConnections.reading(JournalTables.of(jdbcUrl).requireCurrent()));
    }

    @Override
    public String place() {
        return connections.place();
    }

    @Override
    public void readFrom(long seq, Consumer<JournalRecord> records) {
        reader.read(seq, records);
    }

    @Override
    public void readBetween(long first, long last, Consumer<JournalRecord> records) {
        reader.read(first, last, records);
    }

    @Override
    public Optional<JournalRecord> find(long seq) {
        return connections.read(connection -> JournalRows.after(connection, seq - 1, 1)).stream()
                .filter(stored -> stored.seq() == seq)
                .findFirst();
    }

    @Override
    public JournalHead head() {
        return connections.read(JournalRows::head).head();
    }

    @Override
    public List<HourSeal> seals() {
        return connections.read(connection -> JournalRows.seals(connection, Long.MIN_VALUE));
    }

    @Override
    public OptionalLong openHour() {
        JournalRows.Head head = connections.read(JournalRows::head);
        return head.head().seq() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(HourSeal.hourOf(head.recordedAtMillis()));
    }

    @Override
    public Optional<PublishedHead> published() {
        return connections.read(JournalRows::published);
    }

    @Override
    public void close() {
        connections.close();
    }
}
