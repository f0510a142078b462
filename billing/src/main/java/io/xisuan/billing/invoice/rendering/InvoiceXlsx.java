package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.rendering.SheetXlsx;

/** An invoice or a note as a workbook: summary, lines, VAT, payments, and the grounds of its subsidies, a sheet each. */
public final class InvoiceXlsx {
    private InvoiceXlsx() {}

    /** Returns the file; it is dated by the instant of issue. */
    public static byte[] render(Invoice invoice, Language language) {
        return SheetXlsx.of(invoice.issuedAt(), new InvoiceTables(invoice, language).all());
    }
}
