package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.rendering.PdfPrinter;
import io.xisuan.billing.rendering.PdfSheet;
import java.io.IOException;

/**
 * Draws issued invoices and notes as PDF (A4, Chinese and English). One object per worker: it keeps the parsed fonts, and is
 * not for two threads at once.
 *
 * <p>The same invoice gives the same bytes on the same JDK release (compression may differ between releases): the
 * document id comes from the number and the dates from the instant of issue.
 */
public final class InvoicePdf implements AutoCloseable {
    private final PdfPrinter printer;

    /** Parses the fonts, which takes some 100 ms. */
    public InvoicePdf() {
        printer = new PdfPrinter();
    }

    /** Returns the file. */
    public byte[] render(Invoice invoice) {
        return printer.print(title(invoice), sheet -> draw(sheet, invoice));
    }

    @Override
    public void close() {
        printer.close();
    }

    private static void draw(PdfSheet sheet, Invoice invoice) throws IOException {
        new PdfHead(sheet, invoice).draw();
        PdfLines.draw(sheet, invoice);
        new PdfTotals(sheet, invoice).draw();
        new PdfOutlook(sheet, invoice).draw();
    }

    private static PdfPrinter.Title title(Invoice invoice) {
        return new PdfPrinter.Title(
                invoice.number(),
                invoice.number() + " " + Wording.titleZh(invoice.kind()),
                Wording.titleEn(invoice.kind()) + ", " + invoice.period(),
                invoice.seller().nameZh(),
                invoice.issuedAt(),
                "%s · %s · %s"
                        .formatted(
                                invoice.number(),
                                Wording.NOT_AN_INVOICE,
                                invoice.seller().nameZh()));
    }
}
