package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.Chain;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a journal's records in pages, so that neither memory grows with the journal nor a transaction stays open while a reader
 * thinks. Records never change, so pages that are read one after the other are one state.
 */
final class TableReader {
    private static final int PAGE = 2_000;

    private final JournalConnections connections;

    TableReader(JournalConnections connections) {
        this.connections = connections;
    }

    /**
     * Gives every record from a number on to the reader, up to the head as it is at the beginning.
     *
     * @throws InputException when a record is damaged or missing
     */
    void read(long fromSeq, Consumer<JournalRecord> reader) {
        read(fromSeq, Long.MAX_VALUE, reader);
    }

    /** As {@link #read(long, Consumer)}, up to a number. */
    void read(long fromSeq, long lastSeq, Consumer<JournalRecord> reader) {
        long end = Math.min(lastSeq, connections.read(JournalRows::head).head().seq());
        JournalHead head = before(fromSeq);
        while (head.seq() < end) {
            long after = head.seq();
            int most = (int) Math.min(PAGE, end - after);
            List<JournalRecord> page = connections.read(connection -> JournalRows.after(connection, after, most));
            if (page.isEmpty()) {
                throw damaged("ends at record %d, its head says %d: the tail is lost".formatted(after, end));
            }
            for (JournalRecord stored : page) {
                head = follow(head, stored);
                reader.accept(stored);
                if (head.seq() == end) {
                    return;
                }
            }
        }
    }

    private JournalHead before(long fromSeq) {
        if (fromSeq <= 1) {
            return JournalHead.EMPTY;
        }
        return connections.read(connection -> JournalRows.after(connection, fromSeq - 2, 1)).stream()
                .filter(stored -> stored.seq() == fromSeq - 1)
                .map(stored -> new JournalHead(stored.seq(), stored.hash()))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "the journal in %s has no record %d".formatted(connections.place(), fromSeq - 1)));
    }

    private JournalHead follow(JournalHead head, JournalRecord stored) {
        try {
            return Chain.after(head, stored);
        } catch (IllegalArgumentException e) {
            throw damaged("is damaged: " + e.getMessage());
        }
    }

    private InputException damaged(String what) {
        return InputException.of("the journal in %s %s. Restore it from a copy; nothing was changed"
                .formatted(connections.place(), what));
    }
}
