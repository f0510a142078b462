package io.xisuan.cli.close;

import io.xisuan.billing.close.Checklist;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;

/** A checklist as a table. */
final class ChecklistTable {
    private ChecklistTable() {}

    static Table of(Checklist list) {
        Table.Builder table =
                Table.of(Column.name("state", "state"), Column.name("what", "what"), Column.text("text", "found"));
        list.items().forEach(item -> table.row(item.state().name(), item.what(), item.text()));
        return table.build();
    }
}
