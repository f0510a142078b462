package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.rendering.SheetCsv;
import io.xisuan.billing.rendering.SheetTable;

/**
 * The lines of an invoice or a note as CSV (RFC 4180, UTF-8): one record per line, amounts in yuan with two decimals, prices in
 * yuan per device-hour, time in device milliseconds and in rounded hours. On notes they are signed.
 */
public final class InvoiceCsv {
    private InvoiceCsv() {}

    /** Who reads the file. */
    public enum Reader {
        /** Programs: no byte order mark. */
        PROGRAM,
        /** Microsoft Excel, which takes UTF-8 for a local encoding unless a byte order mark says otherwise. */
        EXCEL
    }

    /** Returns the file with English headings; its amounts are plain numbers, and no text in it runs as a formula. */
    public static byte[] render(Invoice invoice, Reader reader) {
        return render(invoice, reader, Language.EN);
    }

    /** Returns the file with headings in a language. */
    public static byte[] render(Invoice invoice, Reader reader, Language language) {
        SheetTable lines = new InvoiceTables(invoice, language).lines(InvoiceColumn.headings(language));
        return switch (reader) {
            case PROGRAM -> SheetCsv.plain(lines);
            case EXCEL -> SheetCsv.forExcel(lines);
        };
    }
}
