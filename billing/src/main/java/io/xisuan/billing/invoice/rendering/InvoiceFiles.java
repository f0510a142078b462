package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.rendering.Language;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of one issued invoice, named by its number; the JSON is the document, the others are drawn from it. */
public final class InvoiceFiles {
    private InvoiceFiles() {}

    /**
     * Returns the CSV (for Excel), the canonical JSON, the PDF and the workbook by their names, as {@code ZW-2025-000001.pdf}.
     *
     * @param pdf the renderer of the calling worker
     */
    public static SortedMap<String, byte[]> of(Invoice invoice, InvoicePdf pdf) {
        String number = invoice.number();
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(number + ".csv", InvoiceCsv.render(invoice, InvoiceCsv.Reader.EXCEL));
        files.put(number + ".json", InvoiceDocument.of(invoice).bytes());
        files.put(number + ".pdf", pdf.render(invoice));
        files.put(number + ".xlsx", InvoiceXlsx.render(invoice, Language.ZH));
        return Collections.unmodifiableSortedMap(files);
    }
}
