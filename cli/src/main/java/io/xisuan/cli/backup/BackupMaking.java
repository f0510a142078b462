package io.xisuan.cli.backup;

import io.xisuan.billing.store.BackupMoment;
import io.xisuan.billing.store.Backups;
import io.xisuan.billing.store.JournalPosition;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.output.Documents;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.FolderLock;
import io.xisuan.operator.metering.journal.HourSeal;
import io.xisuan.operator.metering.journal.JournalBackup;
import io.xisuan.operator.metering.journal.JournalFiles;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes one backup: the books first, the journal after them. A writer puts a record into the journal before the books know of it, so a
 * journal that is read later has every record that the books name; what it has beyond is found again as after a crash.
 */
final class BackupMaking {
    private static final String SEGMENTS = "usage-";

    private final BackupPlace.Place place;
    private final BackupFolder folder;

    BackupMaking(BackupPlace.Place place, BackupFolder folder) {
        this.place = place;
        this.folder = folder;
    }

    /**
     * @throws InputException when something cannot be read, or the journal is not the one that the books were billed from
     * @throws UncheckedIOException when something cannot be written, as on a volume that is full
     */
    BackupSet make(Instant now) {
        FolderLock lock = folder.take();
        try {
            String name = folder.newName(now);
            Path making = folder.making(name);
            Files.createDirectories(making);
            BackupMoment books = books(making.resolve(BackupSet.BOOKS));
            BackupSet.Journal journal = journal(making);
            requireAgreement(books, journal, making);
            BackupSet set = new BackupSet(
                    BackupSet.FORMAT,
                    name,
                    now,
                    place.onServer() ? "postgresql" : "sqlite",
                    BackupSet.Books.of(books),
                    journal);
            finish(set, making);
            return set;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(folder.path()), e);
        } finally {
            lock.close();
        }
    }

    /** Returns a failure to write in one sentence: what could not be written, and what the system says. */
    static String sentence(UncheckedIOException failed) {
        return failed.getCause() == null
                ? String.valueOf(failed.getMessage())
                : "%s: %s".formatted(failed.getMessage(), failed.getCause().getMessage());
    }

    private BackupMoment books(Path file) {
        try (Store store = Store.openReadOnly(place.url())) {
            return Backups.writeMoment(store, file);
        }
    }

    private BackupSet.Journal journal(Path making) {
        Optional<JournalSource> opened = place.openJournal();
        if (opened.isEmpty()) {
            return BackupSet.Journal.of(
                    folder.poolFor(List.of()), new JournalBackup.Extent(0, Optional.empty(), JournalHead.EMPTY));
        }
        try (JournalSource source = opened.get()) {
            List<HourSeal> seals = source.seals();
            String pool = folder.poolFor(seals);
            return BackupSet.Journal.of(pool, new JournalBackup(folder.pool(pool)).write(source, making));
        }
    }

    private void requireAgreement(BackupMoment books, BackupSet.Journal journal, Path making) {
        if (books.billed().isEmpty()) {
            return;
        }
        JournalPosition billed = books.billed().get();
        Optional<String> found =
                new JournalBackup(folder.pool(journal.pool())).hash(making, journal.extent(), billed.seq());
        if (!found.equals(Optional.of(billed.hash()))) {
            throw InputException.of(
                    "the books were billed from a journal up to record %d, and the one in %s ends at record %d%s: name the operator's folder with --data"
                            .formatted(
                                    billed.seq(),
                                    place.onServer() ? "the database" : place.journal(),
                                    journal.record(),
                                    found.isPresent() ? " and has another record there" : ""));
        }
    }

    /** From the move on it is a backup; a crash before leaves nothing that has a backup's name. */
    private void finish(BackupSet set, Path making) throws IOException {
        Optional<Path> key = place.publicKey();
        if (key.isPresent()) {
            Files.copy(key.get(), making.resolve("journal.pub"));
        }
        Files.writeString(making.resolve(BackupSet.FILE), Documents.json(set));
        Checksums.write(making);
        Path pool = folder.pool(set.journal().pool());
        if (Files.isDirectory(pool)) {
            Checksums.add(pool, SEGMENTS);
        }
        JournalFiles.DISK.forceFolder(making);
        Files.move(making, folder.of(set), StandardCopyOption.ATOMIC_MOVE);
        JournalFiles.DISK.forceFolder(folder.path());
    }
}
