package io.xisuan.billing.store;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Backups of a store: one archive with all tables as text, which either kind of database can be restored from; so it is also the
 * way from a file to a server.
 */
public final class Backups {
    private Backups() {}

    /**
     * Writes all that is stored, as it is at one moment, into a file; who writes meanwhile is not stopped. The same data have the
     * same bytes, whichever kind of database they lie in.
     *
     * @throws io.xisuan.model.InputException when the file is there already
     */
    public static BackupSummary write(Store store, Path file) {
        Database database = store.database();
        return database.read(handle -> BackupWriter.write(handle, database.tablesVersion(), file));
    }

    /** Writes the same archive, and says where the books stood in the snapshot that it is of: what is kept beside it has to reach as far. */
    public static BackupMoment writeMoment(Store store, Path file) {
        Database database = store.database();
        return database.read(handle -> new BackupMoment(
                BackupWriter.write(handle, database.tablesVersion(), file),
                Issues.position(handle),
                OutsideRows.head(handle, 0).documents()));
    }

    /**
     * Compares every byte of an archive with what was written, and says what it holds.
     *
     * @throws io.xisuan.model.InputException when it is damaged, or no backup
     */
    public static BackupSummary read(Path file) {
        try (Backup backup = Backup.open(file)) {
            return backup.summary();
        }
    }

    /**
     * Brings a backup into an empty database of either kind and verifies it; leaders of the time before are refused from then on.
     *
     * @param outside the folder of an {@link OutsideCopy}: documents in it that the backup lacks keep their numbers, and are issued
     *     again before anything else is
     * @throws io.xisuan.model.InputException when the backup is damaged or holds what is not sound, or the database is not empty;
     *     nothing is left of the attempt then
     */
    public static BackupSummary restore(Path file, String jdbcUrl, Optional<Path> outside) {
        SortedMap<String, byte[]> documents =
                outside.map(folder -> new OutsideCopy(folder).read()).orElseGet(TreeMap::new);
        return Restore.run(file, jdbcUrl, documents);
    }

    /** Restores a backup when nothing was kept outside. */
    public static BackupSummary restore(Path file, String jdbcUrl) {
        return restore(file, jdbcUrl, Optional.empty());
    }

    /** Returns the documents that were issued after the backup and are to be issued again, in order of number. */
    public static List<Invoice> toReissue(Store store) {
        return store.database().read(OutsideRows::waiting).stream()
                .map(InvoiceReader::read)
                .toList();
    }
}
