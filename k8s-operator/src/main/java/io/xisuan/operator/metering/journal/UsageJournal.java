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

    /** Writes the head where others can see it when it moved since, so that a chain whose tail is cut off is noticed. */
    void publishHead();

    /** Writes the head where others can see it; afterwards the journal cannot be appended to. */
    @Override
    void close();
}
