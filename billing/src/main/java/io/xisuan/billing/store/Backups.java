package io.xisuan.billing.store;

import java.nio.file.Path;

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

    /**
     * Brings a backup into an empty database of either kind and verifies it; leaders of the time before are refused from then on.
     *
     * @throws io.xisuan.model.InputException when the backup is damaged or holds what is not sound, or the database is not empty;
     *     nothing is left of the attempt then
     */
    public static BackupSummary restore(Path file, String jdbcUrl) {
        return Restore.run(file, jdbcUrl);
    }
}
