package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A journal for those who only read it, while its writer works or not: they need not know how it is stored. */
public interface JournalSource extends AutoCloseable {
    /** Returns what to call it in messages: a folder, or host, port and database. */
    String place();

    /**
     * Gives every record to the reader, in order, checking the chain on the way.
     *
     * @throws InputException when a record is damaged
     */
    default void read(Consumer<JournalRecord> reader) {
        readFrom(1, reader);
    }

    /**
     * Gives the records from this number on to the reader, in order.
     *
     * @throws InputException when a record is damaged
     */
    void readFrom(long seq, Consumer<JournalRecord> reader);

    /** Gives the records from one number to another, both included, to the reader. */
    default void readBetween(long first, long last, Consumer<JournalRecord> reader) {
        readFrom(first, record -> {
            if (record.seq() <= last) {
                reader.accept(record);
            }
        });
    }

    /** Returns one record, or empty when the journal has none of this number. */
    Optional<JournalRecord> find(long seq);

    /** Returns the numbers of the records, usage or corrections, that have one of these ids; ids that no record has are left out. */
    default SortedMap<String, Long> locate(Set<String> ids) {
        SortedMap<String, Long> found = new TreeMap<>();
        read(record ->
                EntryCodec.usageId(record).filter(ids::contains).ifPresent(id -> found.putIfAbsent(id, record.seq())));
        return found;
    }

    /** Returns the end of the chain. */
    JournalHead head();

    /** Returns the seals of all hours that have one, in order. */
    List<HourSeal> seals();

    /** Returns when the hour began in which the last record was recorded; empty where there is none. */
    OptionalLong openHour();

    /** Returns the head as its writer last published it, where the source keeps one beside the records. */
    default Optional<PublishedHead> published() {
        return Optional.empty();
    }

    /** Checks every record and every seal. */
    default Verification verify(JournalVerifier.Terms terms) {
        return new SourceVerifier(this, terms).verify();
    }

    @Override
    void close();

    /**
     * Returns the journal in a folder of segments.
     *
     * @throws InputException when there is no such folder
     */
    static JournalSource folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "%s is no folder: give the one that holds the journal's segments".formatted(folder));
        }
        return new SegmentSource(folder);
    }

    /**
     * Reads seals that were kept elsewhere.
     *
     * @throws InputException when there is no such file or a line is no seal, with file and line
     */
    static List<HourSeal> keptSeals(Path file) {
        if (!Files.isReadable(file)) {
            throw InputException.of("%s cannot be read: give the seals that were kept elsewhere".formatted(file));
        }
        return SealFile.readFile(file).seals();
    }
}
