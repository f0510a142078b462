package io.xisuan.cli.voucher;

import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.List;

/** Prints which letters were written and which were known. */
final class WrittenTable {
    private WrittenTable() {}

    static void print(List<GrantDrafts.Written> written, OutputOption output) {
        Table.Builder table = Table.of(
                Column.name("voucher", "voucher"),
                Column.name("programme", "programme"),
                Column.name("number", "number"),
                Column.number("grantedCny", "granted CNY"),
                Column.name("state", "state"));
        written.forEach(letter ->
                table.row(letter.voucher(), letter.programme(), letter.number(), letter.granted(), letter.state()));
        output.print(written, table.build());
    }
}
