package io.xisuan.cli.ledger;

import io.xisuan.billing.store.BackupSummary;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import java.nio.file.Path;

/**
 * What a backup holds, as it is printed after writing and after restoring it.
 *
 * @param head the hash of the ledger's last entry
 * @param sha256 the digest of the archive, to be kept beside it
 */
record ArchiveResult(String file, int tables, long rows, long entries, String head, String sha256) {
    static ArchiveResult of(Path file, BackupSummary summary) {
        return new ArchiveResult(
                file.toString(),
                summary.tables(),
                summary.rows(),
                summary.ledgerSeq(),
                summary.ledgerHash(),
                summary.sha256());
    }

    Table table() {
        return Table.of(
                        Column.name("file", "archive"),
                        Column.number("tables", "tables"),
                        Column.number("rows", "rows"),
                        Column.number("entries", "ledger entries"),
                        Column.name("head", "head"),
                        Column.name("sha256", "SHA-256 of the archive"))
                .row(file, tables, rows, entries, head, sha256)
                .build();
    }
}
