package io.xisuan.operator.metering.journal;

import java.util.List;
import java.util.function.Consumer;

/**
 * The usage journal: append-only, chained by hashes, the one source of what is billed.
 *
 * <p>There is one writer. A record that is appended is durable when the call returns, and never changes.
 */
public interface UsageJournal extends AutoCloseable {
    /**
     * Appends the entries as one group and returns the new head.
     *
     * @param recordedAtMillis when they are recorded; decides the segment and is not part of the hash
     */
    JournalHead append(List<JournalEntry> entries, long recordedAtMillis);

    JournalHead head();

    /** Gives every record to the reader, in order, checking the chain on the way. */
    void read(Consumer<JournalRecord> reader);

    /** Gives the records from this number on to the reader, in order. */
    default void readFrom(long seq, Consumer<JournalRecord> reader) {
        read(record -> {
            if (record.seq() >= seq) {
                reader.accept(record);
            }
        });
    }

    /** Gives the records from one number to another, both included, to the reader, in order. */
    default void readBetween(long first, long last, Consumer<JournalRecord> reader) {
        readFrom(first, record -> {
            if (record.seq() <= last) {
                reader.accept(record);
            }
        });
    }

    /**
     * Seals every hour of UTC that is over by now and has records without a seal. An append in a later hour does it too.
     *
     * @return the seals that are new
     */
    List<HourSeal> sealThrough(long nowMillis);

    /** Returns the seals of all hours that have one, in order. */
    List<HourSeal> seals();

    /** Writes the head where others can see it when it moved since, so that a chain whose tail is cut off is noticed. */
    void publishHead();

    /** Writes the head where others can see it; afterwards the journal cannot be appended to. */
    @Override
    void close();
}
