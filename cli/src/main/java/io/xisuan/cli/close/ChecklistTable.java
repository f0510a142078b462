package io.xisuan.cli.close;

import io.xisuan.billing.close.Checklist;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import java.util.List;

/** A checklist as a table. */
final class ChecklistTable {
    /** A checklist as JSON shows it. */
    record Shown(String month, boolean closes, List<Checklist.Item> items) {
        static Shown of(Checklist list) {
            return new Shown(list.month().toString(), list.closes(), list.items());
        }
    }

    private ChecklistTable() {}

    static Table of(Checklist list) {
        Table.Builder table =
                Table.of(Column.name("state", "state"), Column.name("what", "what"), Column.text("text", "found"));
        list.items().forEach(item -> table.row(item.state().name(), item.what(), item.text()));
        return table.build();
    }
}
