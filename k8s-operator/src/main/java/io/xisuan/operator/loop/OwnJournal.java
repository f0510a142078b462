package io.xisuan.operator.loop;

import io.xisuan.billing.store.StoreServer;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.SealCopy;
import io.xisuan.operator.metering.journal.SegmentCopy;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.journal.postgresql.TableJournal;
import io.xisuan.operator.metering.journal.postgresql.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the operator's journal lies: beside a store on a server, because any machine may be the next leader's; in segments in the data
 * folder, which one process holds, where the store is a file there too.
 */
record OwnJournal(Path folder, String jdbcUrl) {
    /** A step of the loop copies whole hours until so many records are written: about a second. */
    private static final long STEP_RECORDS = 50_000;

    /** Whether it lies beside the store on a server, so that any of several processes may continue it. */
    boolean beside() {
        return StoreServer.of(jdbcUrl).isPresent();
    }

    /**
     * Makes the journal when there is none, and opens it for reading.
     *
     * @throws InputException when it cannot be made, or the data folder holds another one
     */
    JournalSource source() {
        if (beside()) {
            TableJournal.prepare(jdbcUrl);
            TableSource source = TableSource.open(jdbcUrl);
            if (source.head().seq() == 0 && holdsSegments()) {
                source.close();
                throw InputException.of(
                        "%s holds a usage journal and the one beside the store is empty: what is in it would never be billed. Move it: xisuan journal adopt --from %s --db URL; then put the folder away"
                                .formatted(folder, folder));
            }
            return source;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw InputException.of("--data: %s cannot be written: %s".formatted(folder, e.getMessage()));
        }
        return JournalSource.folder(folder);
    }

    private boolean holdsSegments() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).endsWith(".journal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What keeps outside what is sealed. */
    @FunctionalInterface
    interface Outside {
        /** Keeps what is not kept yet, as far as one step goes, and returns whether all of it is. */
        boolean keep();
    }

    /**
     * Returns what keeps a journal in a folder on another volume: its seals; where it lies in a database also its sealed hours, as
     * segments whose roots agree with the seals.
     */
    Outside outside(UsageJournal journal, Path elsewhere, HeadSigner signer) {
        if (beside()) {
            SegmentCopy copy = new SegmentCopy(elsewhere, Optional.of(signer));
            return () -> copy.write(journal::readBetween, journal.seals(), STEP_RECORDS)
                    .complete();
        }
        SealCopy copy = new SealCopy(elsewhere);
        return () -> {
            copy.write(journal.seals());
            return true;
        };
    }

    /** Opens the journal for the leader of an epoch. */
    UsageJournal open(long epoch, HeadSigner signer) {
        return beside()
                ? TableJournal.open(jdbcUrl, epoch, Optional.of(signer))
                : SegmentJournal.open(folder, new JournalOptions(true, Optional.of(signer)));
    }
}
