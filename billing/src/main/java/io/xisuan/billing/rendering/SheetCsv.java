package io.xisuan.billing.rendering;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.xisuan.model.SpreadsheetText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Tables as CSV (RFC 4180, UTF-8, lines end in CR LF). No text in it runs as a formula, and numbers are plain: {@code -12.30} is a
 * negative number and stays one.
 */
public final class SheetCsv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SheetCsv() {}

    /** Returns the file for programs: no byte order mark. */
    public static byte[] plain(SheetTable table) {
        return text(table).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the file for Microsoft Excel, which takes UTF-8 for a local encoding unless a byte order mark says otherwise. */
    public static byte[] forExcel(SheetTable table) {
        return (BYTE_ORDER_MARK + text(table)).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(SheetTable table) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(table.headings());
            table.rows()
                    .forEach(row ->
                            csv.writeRecord(row.stream().map(SheetCsv::field).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory never fails", e);
        }
        return text.toString();
    }

    private static String field(SheetCell cell) {
        return switch (cell) {
            case SheetCell.Text text -> SpreadsheetText.inert(text.text());
            case SheetCell.Amount amount -> amount.money().yuan().toPlainString();
            case SheetCell.Figure figure -> figure.number().toPlainString();
            case SheetCell.Whole whole -> Long.toString(whole.number());
            case SheetCell.Day day -> day.day().toString();
        };
    }
}
