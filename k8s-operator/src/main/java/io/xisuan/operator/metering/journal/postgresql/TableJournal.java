package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.StoreServer;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.Chain;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.HourSeal;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A journal in a table beside the store, for an operator that may run on any machine: what it appends, the next leader continues.
 *
 * <p>An append is one transaction. It holds the leader's row against whoever would take over, moves the head from where this
 * writer left it, and writes the records; a former leader's append is refused and changes nothing. After any failure the journal
 * takes nothing more, because what it knows may not be what is there.
 */
public final class TableJournal implements UsageJournal {
    private final JournalConnections connections;
    private final TableReader reader;
    private final long epoch;
    private final Optional<HeadSigner> signer;
    private final OpenHour hour;
    private final SortedSet<Long> months = new TreeSet<>();
    private JournalRows.Head head;
    private JournalHead published = JournalHead.EMPTY;
    private boolean closed;

    private TableJournal(JournalConnections connections, long epoch, Optional<HeadSigner> signer) {
        this.connections = connections;
        this.reader = new TableReader(connections);
        this.epoch = epoch;
        this.signer = signer;
        this.head = connections.read(JournalRows::head);
        this.hour = new OpenHour(connections.read(JournalRows::lastSeal), signer.map(HeadSigner::seals));
        reader.read(hour.firstSeq(), hour::add);
    }

    /** Makes the tables of a journal beside a store when there are none, or brings them up to date. */
    public static void prepare(String jdbcUrl) {
        JournalTables.of(jdbcUrl).upToDate();
    }

    /**
     * Opens the journal beside a store, which makes its tables when there are none.
     *
     * @param epoch the epoch under which the caller leads the store
     * @throws io.xisuan.billing.store.FencedException when a newer one was minted
     * @throws InputException when the journal does not end where its head says
     */
    public static TableJournal open(String jdbcUrl, long epoch, Optional<HeadSigner> signer) {
        JournalConnections connections =
                JournalConnections.writing(JournalTables.of(jdbcUrl).upToDate());
        try {
            TableJournal journal = new TableJournal(connections, epoch, signer);
            journal.requireTail();
            return journal;
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /** The last record is the one that the head names, and nothing stands after it. */
    private void requireTail() {
        connections.write(connection -> {
            StoreServer.requireLeader(connection, epoch);
            return true;
        });
        long seq = head.head().seq();
        List<JournalRecord> tail =
                connections.read(connection -> JournalRows.after(connection, Math.max(0, seq - 1), 2));
        boolean whole = seq == 0
                ? tail.isEmpty()
                : tail.size() == 1 && tail.getFirst().hash().equals(head.head().hash());
        if (!whole) {
            throw InputException.of(
                    "the journal in %s does not end at record %d as its head says: restore the database from a copy; nothing was changed"
                            .formatted(connections.place(), seq));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The journal is closed");
        }
    }

    @Override
    public JournalHead append(List<JournalEntry> entries, long recordedAtMillis) {
        requireOpen();
        if (entries.isEmpty()) {
            return head();
        }
        List<JournalRecord> records = Chain.following(head(), entries);
        JournalRecord last = records.getLast();
        long at = Math.max(recordedAtMillis, Math.max(head.recordedAtMillis(), hour.opensAtMillis()));
        JournalRows.Head next = new JournalRows.Head(new JournalHead(last.seq(), last.hash()), at);
        Optional<HourSeal> seal = hour.due(head.recordedAtMillis(), at);
        SortedSet<Long> made = unmade(at);
        change(connection -> {
            for (long month : made) {
                JournalRows.makeMonth(connection, month);
            }
            if (seal.isPresent()) {
                JournalRows.seal(connection, seal.get());
            }
            if (!JournalRows.move(connection, head(), next, epoch)) {
                throw elsewhere(JournalRows.head(connection).head());
            }
            JournalRows.insert(connection, records, at);
        });
        months.addAll(made);
        seal.ifPresent(hour::sealed);
        hour.add(records);
        head = next;
        return head();
    }

    /** What is written in a transaction of its own. */
    @FunctionalInterface
    private interface Change {
        void on(Connection connection) throws SQLException;
    }

    /** Writes as the leader; after any failure nothing more is taken, because what is known here may not be what is there. */
    private void change(Change change) {
        closed = true;
        connections.write(connection -> {
            StoreServer.requireLeader(connection, epoch);
            change.on(connection);
            return true;
        });
        closed = false;
    }

    /** Returns the months, this and the next, whose partitions this writer has not seen yet. */
    private SortedSet<Long> unmade(long atMillis) {
        ZonedDateTime month = Instant.ofEpochMilli(atMillis)
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC);
        SortedSet<Long> wanted = new TreeSet<>(List.of(
                month.toInstant().toEpochMilli(),
                month.plusMonths(1).toInstant().toEpochMilli()));
        wanted.removeAll(months);
        return wanted;
    }

    private IllegalStateException elsewhere(JournalHead there) {
        return new IllegalStateException(
                "The journal in %s ends at record %d, this writer left it at record %d: somebody else appends under epoch %d"
                        .formatted(connections.place(), there.seq(), head().seq(), epoch));
    }

    @Override
    public JournalHead head() {
        return head.head();
    }

    @Override
    public void read(Consumer<JournalRecord> records) {
        reader.read(1, records);
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
    public List<HourSeal> sealThrough(long nowMillis) {
        requireOpen();
        Optional<HourSeal> seal = hour.due(head.recordedAtMillis(), nowMillis);
        seal.ifPresent(due -> {
            change(connection -> JournalRows.seal(connection, due));
            hour.sealed(due);
        });
        return seal.stream().toList();
    }

    @Override
    public List<HourSeal> seals() {
        return connections.read(connection -> JournalRows.seals(connection, Long.MIN_VALUE));
    }

    @Override
    public void publishHead() {
        if (closed || head().equals(published)) {
            return;
        }
        change(connection -> JournalRows.publish(
                connection, head(), signer.map(key -> key.sign(head())).orElse("")));
        published = head();
    }

    /** Publishes the head, where nothing failed and no newer leader does, and lets the connections go. */
    @Override
    public void close() {
        try (connections) {
            publishHead();
        } catch (FencedException newer) {
            // The newer leader publishes it.
            closed = true;
        }
        closed = true;
    }

    /** Lets the connections go and publishes nothing, as a process does that is killed. */
    void abandon() {
        closed = true;
        connections.close();
    }
}
