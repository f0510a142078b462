package io.xisuan.cli.backup;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import java.time.temporal.ChronoUnit;

/** Backups as a table. */
final class BackupTable {
    private BackupTable() {}

    static Table.Builder begin(Language language) {
        return Table.of(
                Column.name("name", language.of("备份", "backup")),
                Column.name("madeAt", language.of("开始时间", "begun at")),
                Column.name("database", language.of("数据库", "database")),
                Column.number("entry", language.of("账簿分录", "ledger entry")),
                Column.number("documents", language.of("票据", "documents")),
                Column.number("billedRecord", language.of("已计费至", "billed up to")),
                Column.number("record", language.of("用量日志末条", "journal record")),
                Column.text("state", language.of("状态", "state")));
    }

    static void row(Table.Builder table, BackupSet set, String state) {
        table.row(
                set.name(),
                set.madeAt().truncatedTo(ChronoUnit.SECONDS),
                set.database(),
                set.books().entry(),
                set.books().documents(),
                set.books().billedRecord(),
                set.journal().record(),
                state);
    }
}
