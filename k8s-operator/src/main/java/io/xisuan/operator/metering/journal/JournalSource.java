package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;

/** A journal that is looked into and not written, wherever its records are kept. */
public interface JournalSource {
    /** Returns the journal of a folder of segment files. */
    static JournalSource folder(Path folder) {
        return new FolderSource(folder);
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

    /** Gives the records from this number on to the reader, in order, checking the chain on the way. */
    default void readFrom(long seq, Consumer<JournalRecord> reader) {
        readBetween(seq, Long.MAX_VALUE, reader);
    }

    /** Gives the records from one number to another, both included, to the reader. */
    void readBetween(long first, long last, Consumer<JournalRecord> reader);

    /** Returns the seals of all hours that have one, in order. */
    List<HourSeal> seals();

    /** Returns the record of this number. */
    Optional<JournalRecord> record(long seq);

    /** Returns the numbers of the records, usage or corrections, that have one of these ids; ids that no record has are left out. */
    SortedMap<String, Long> find(SortedSet<String> ids);

    /** Checks all of it; see {@link JournalVerifier}. */
    Verification verify(JournalVerifier.Terms terms);
}
