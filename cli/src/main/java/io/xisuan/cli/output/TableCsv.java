package io.xisuan.cli.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * A table as CSV (RFC 4180, lines end in LF): the column keys, then the rows.
 *
 * <p>A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection); numbers stay
 * as they are.
 */
final class TableCsv {
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

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
        boolean formula = !Table.isNumber(cell) && !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
