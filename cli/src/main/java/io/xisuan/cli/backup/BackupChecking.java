package io.xisuan.cli.backup;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.BackupSummary;
import io.xisuan.billing.store.Backups;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalBackup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks a backup: every file's checksum, every row of the books, every record of the journal, and that the two belong together. */
final class BackupChecking {
    private final BackupFolder folder;

    BackupChecking(BackupFolder folder) {
        this.folder = folder;
    }

    /** Returns the first thing that is wrong; nothing is written. */
    Optional<String> problem(BackupSet set) {
        Path own = folder.of(set);
        try {
            Optional<String> file = Checksums.problem(own);
            return file.isPresent() ? file : contents(set, own);
        } catch (InputException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private Optional<String> contents(BackupSet set, Path own) {
        BackupSummary books = Backups.read(own.resolve(BackupSet.BOOKS));
        if (books.ledgerSeq() != set.books().entry()
                || !books.ledgerHash().equals(set.books().hash())) {
            return Optional.of("%s ends at ledger entry %d, and %s says %d"
                    .formatted(
                            own.resolve(BackupSet.BOOKS),
                            books.ledgerSeq(),
                            BackupSet.FILE,
                            set.books().entry()));
        }
        JournalBackup journal = folder.journal(set);
        if (set.journal().sealedHours() > 0) {
            Optional<String> pool = Checksums.problem(
                    folder.pool(set.journal().pool()),
                    journal.segments(set.journal().extent()));
            if (pool.isPresent()) {
                return pool;
            }
        }
        journal.verify(own, set.journal().extent());
        long billed = set.books().billedRecord();
        boolean known = billed == 0
                || journal.hash(own, set.journal().extent(), billed)
                        .equals(Optional.of(set.books().billedHash()));
        return known
                ? Optional.empty()
                : Optional.of("the journal has not the record %d that the books were billed up to".formatted(billed));
    }

    /** Restores into a folder that goes away again, and returns what kept it from that: the only proof that a backup can be restored. */
    Optional<String> restoreProblem(BackupSet set) {
        try {
            Path aside = Files.createTempDirectory("xisuan-backup-");
            try {
                BackupPlace.Place place = new BackupPlace.Place("jdbc:sqlite:" + aside.resolve("xisuan.db"), aside);
                new BackupRestoring(folder, set, place, new BackupRestoring.Wish(Optional.empty(), false, Language.EN))
                        .run();
                return Optional.empty();
            } catch (InputException wrong) {
                return Optional.of(String.valueOf(wrong.getMessage()));
            } finally {
                BackupFolder.delete(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a trial can be made", e);
        }
    }
}
