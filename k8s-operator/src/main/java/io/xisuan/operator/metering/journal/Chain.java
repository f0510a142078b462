package io.xisuan.operator.metering.journal;

import java.util.ArrayList;
import java.util.List;

/** The chain of records, for stores that keep them in their own way: what comes after a head, and whether a record does. */
public final class Chain {
    private Chain() {}

    /** Returns the entries as the records that follow a head, in order. */
    public static List<JournalRecord> following(JournalHead head, List<JournalEntry> entries) {
        List<JournalRecord> records = new ArrayList<>(entries.size());
        JournalHead last = head;
        for (JournalEntry entry : entries) {
            String body = EntryCodec.encode(entry);
            long seq = last.seq() + 1;
            String hash = RecordHash.chained(last.hash(), seq, EntryCodec.FORMAT, body);
            records.add(new JournalRecord(seq, EntryCodec.FORMAT, body, hash));
            last = new JournalHead(seq, hash);
        }
        return records;
    }

    /**
     * Returns the head after a record that was read.
     *
     * @throws IllegalArgumentException when the record does not follow the head, saying why
     */
    public static JournalHead after(JournalHead head, JournalRecord stored) {
        if (stored.seq() != head.seq() + 1) {
            throw new IllegalArgumentException("record %d follows record %d".formatted(stored.seq(), head.seq()));
        }
        if (!RecordHash.chained(head.hash(), stored.seq(), stored.format(), stored.body())
                .equals(stored.hash())) {
            throw new IllegalArgumentException(
                    "the hash of record %d does not match its content".formatted(stored.seq()));
        }
        return new JournalHead(stored.seq(), stored.hash());
    }
}
