package io.xisuan.billing.store;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Brings a backup into an empty database of either kind: (1) every byte of the archive is compared, (2) tables of its version are
 * made and filled in one transaction, (3) they are brought up to date, (4) everything is verified. What fails leaves nothing.
 */
final class Restore {
    private static final int BATCH = 1_000;

    /** How far the epoch jumps: past all leaders that there can have been since the backup was made. */
    private static final long EPOCHS = 1_000_000;

    private final Backup backup;
    private final SortedMap<String, byte[]> outside;
    private final Map<String, BackupManifest.Content> contents = new TreeMap<>();

    private Restore(Backup backup, SortedMap<String, byte[]> outside) {
        this.backup = backup;
        this.outside = outside;
        backup.manifest().tables().forEach(content -> contents.put(content.name(), content));
    }

    static BackupSummary run(Path file, String jdbcUrl, SortedMap<String, byte[]> outside) {
        Dialect dialect = Dialect.of(jdbcUrl);
        try (Backup backup = Backup.open(file)) {
            int version = backup.manifest().tablesVersion();
            int last = MigrationScripts.of(dialect).last();
            if (version > last || version < 1) {
                throw InputException.of(
                        "%s has tables of version %d, this program knows those up to %d: use the newer program"
                                .formatted(file, version, last));
            }
            dialect.requireEmpty();
            Dialect aside = dialect.aside();
            try {
                new Restore(backup, outside).into(aside);
                dialect.take(aside);
            } catch (RuntimeException e) {
                aside.discard();
                throw e instanceof IllegalArgumentException
                        ? InputException.of("%s does not fit: %s".formatted(file, e.getMessage()))
                        : e;
            }
            return backup.summary();
        }
    }

    private void into(Dialect dialect) {
        dialect.prepare();
        Migrations.run(dialect, backup.manifest().tablesVersion());
        try (Database database = Database.connect(dialect)) {
            database.write(handle -> {
                fill(handle, dialect);
                dialect.countOn(handle);
                return LeaderRow.jump(handle, EPOCHS);
            });
        }
        try (Store store = Store.open(dialect)) {
            store.database().write(handle -> OutsideRows.takeIn(handle, outside));
            if (store.verifyLedger() instanceof LedgerCheck.Broken broken) {
                throw InputException.of(
                        "The backup holds books that are not sound: %s: %s".formatted(broken.what(), broken.problem()));
            }
        }
    }

    private void fill(Handle handle, Dialect dialect) {
        List<TableShape> tables = TableShape.all(handle);
        if (!tables.stream().map(TableShape::name).collect(Collectors.toSet()).equals(contents.keySet())) {
            throw new IllegalArgumentException("it holds other tables than version %d has"
                    .formatted(backup.manifest().tablesVersion()));
        }
        for (TableShape table : tables) {
            fill(handle, dialect, table);
        }
        LedgerHead head = LedgerRows.head(handle);
        if (head.seq() != backup.manifest().ledgerSeq()
                || !head.hash().equals(backup.manifest().ledgerHash())) {
            throw new IllegalArgumentException("its ledger does not end where its manifest says");
        }
    }

    private void fill(Handle handle, Dialect dialect, TableShape table) {
        BackupManifest.Content content = Objects.requireNonNull(contents.get(table.name()));
        boolean seeded = handle.createQuery("SELECT count(*) FROM " + table.name())
                        .mapTo(Long.class)
                        .one()
                > 0;
        // A few tables have a row from the beginning: the leader's, the ledger's head. What triggers ask of a new row
        // was asked when it was
        // written; rows come in another order here.
        String sql = seeded ? update(table) : insert(table);
        dialect.unguarded(handle, table.name(), () -> load(handle.prepareBatch(sql), table, content));
    }

    private void load(PreparedBatch batch, TableShape table, BackupManifest.Content content) {
        List<String> header = new ArrayList<>();
        try {
            backup.lines(content, line -> {
                if (header.isEmpty()) {
                    requireHeader(table, line);
                    header.add(line);
                    return;
                }
                RowText.bind(table, line, batch);
                batch.add();
                if (batch.size() == BATCH) {
                    batch.execute();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Batches.execute(batch);
    }

    private static void requireHeader(TableShape table, String line) {
        String expected = RowText.header(table);
        if (!line.equals(expected)) {
            throw new IllegalArgumentException(
                    "table %s has the columns %s there, and %s here".formatted(table.name(), line, expected));
        }
    }

    private static String insert(TableShape table) {
        String values =
                table.columns().stream().map(column -> ":" + column.name()).collect(Collectors.joining(", "));
        return "INSERT INTO %s (%s) VALUES (%s)".formatted(table.name(), table.names(), values);
    }

    private static String update(TableShape table) {
        String changes = table.columns().stream()
                .map(TableShape.Column::name)
                .filter(name -> !table.key().contains(name))
                .map(name -> name + " = :" + name)
                .collect(Collectors.joining(", "));
        String where = table.key().stream().map(name -> name + " = :" + name).collect(Collectors.joining(" AND "));
        return "UPDATE %s SET %s WHERE %s".formatted(table.name(), changes, where);
    }
}
