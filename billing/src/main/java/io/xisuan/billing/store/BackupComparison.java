package io.xisuan.billing.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;

/**
 * Whether everything that was written once is still as a backup has it: each of its rows, cell by cell, in the tables whose rows
 * never change. It sees what carries no digest and stands in no chain, from the day of the backup on.
 */
final class BackupComparison {
    /** A row that is no longer there as it was. */
    record Difference(String what, String problem) {}

    private final Handle handle;
    private final Backup backup;

    BackupComparison(Handle handle, Backup backup) {
        this.handle = handle;
        this.backup = backup;
    }

    /** Returns the first row of the backup that is not in the database. */
    Optional<Difference> first(SortedSet<String> frozen) {
        for (TableShape table : TableShape.all(handle)) {
            for (BackupManifest.Content content : backup.manifest().tables()) {
                if (content.name().equals(table.name()) && frozen.contains(table.name())) {
                    Optional<String> missing = missing(table, content);
                    if (missing.isPresent()) {
                        return missing.map(row -> new Difference(
                                table.name() + " " + RowText.key(table, row),
                                "is not in the database as the backup has it: it was changed or removed"));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Both list rows in the order of their keys, and the database may have more: each row must come up in its turn. */
    private Optional<String> missing(TableShape table, BackupManifest.Content content) {
        List<String> missing = new ArrayList<>();
        List<String> header = new ArrayList<>();
        try (ResultIterator<String> rows = handle.createQuery(table.select())
                .setFetchSize(BackupWriter.FETCH)
                .map((row, context) -> RowText.of(table, row))
                .iterator()) {
            backup.lines(content, line -> {
                if (header.isEmpty()) {
                    header.add(line);
                } else if (missing.isEmpty() && !comesUp(rows, line)) {
                    missing.add(line);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return missing.stream().findFirst();
    }

    private static boolean comesUp(Iterator<String> rows, String line) {
        while (rows.hasNext()) {
            if (rows.next().equals(line)) {
                return true;
            }
        }
        return false;
    }
}
