package io.xisuan.cli.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.xisuan.model.SpreadsheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * A table as CSV (RFC 4180, lines end in LF): the column keys, then the rows.
 *
 * <p>Texts cannot run as formulas ({@link SpreadsheetText}); numbers stay as they are.
 */
final class TableCsv {
    private TableCsv() {}

    static void write(Table table, Writer target) {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(new Unclosed(target))) {
            csv.writeRecord(table.columns().stream().map(Column::key).toList());
            for (List<Object> row : table.rows()) {
                csv.writeRecord(row.stream().map(TableCsv::field).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(Object cell) {
        String text = Table.plain(cell);
        return Table.isNumber(cell) ? text : SpreadsheetText.inert(text);
    }
}
