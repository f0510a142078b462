package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.model.BillingPeriod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Draws issued invoices as PDF (A4, Chinese and English). One object per worker: it keeps the parsed fonts, and is not
 * for two threads at once.
 *
 * <p>The same invoice gives the same bytes on the same JDK release (compression may differ between releases): the
 * document id comes from the number and the dates from the instant of issue.
 */
public final class InvoicePdf implements AutoCloseable {
    private final PdfFonts fonts;

    /** Parses the fonts, which takes some 100 ms. */
    public InvoicePdf() {
        try {
            fonts = new PdfFonts();
        } catch (IOException e) {
            throw new UncheckedIOException("The fonts of the billing archive cannot be read", e);
        }
    }

    /**
     * Returns the file.
     *
     * @throws io.xisuan.model.InputException naming the first character that no font can draw
     */
    public byte[] render(Invoice invoice) {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(documentId(invoice.number()));
            document.setDocumentInformation(description(invoice));
            document.getDocumentCatalog().setLanguage("zh-CN");
            draw(document, invoice);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The PDF of %s cannot be made".formatted(invoice.number()), e);
        }
    }

    @Override
    public void close() {
        try {
            fonts.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(PDDocument document, Invoice invoice) throws IOException {
        try (PdfSheet sheet = new PdfSheet(document, new PdfText(document, fonts))) {
            new PdfHead(sheet, invoice).draw();
            PdfLines.draw(sheet, invoice.lines());
            new PdfTotals(sheet, invoice).draw();
            new PdfOutlook(sheet, invoice).draw();
            footers(document, sheet, invoice);
        }
    }

    private static void footers(PDDocument document, PdfSheet sheet, Invoice invoice) throws IOException {
        int pages = document.getNumberOfPages();
        for (int page = 1; page <= pages; page++) {
            sheet.reopen(document.getPage(page - 1));
            sheet.rule(PdfSheet.LEFT, PdfSheet.RIGHT, 40, PdfInk.HAIRLINE);
            String left = "%s · %s · 结算账单，不是发票 Statement, not a tax invoice"
                    .formatted(invoice.number(), invoice.seller().nameZh());
            sheet.text(PdfType.LABEL, PdfSheet.LEFT, 30, left);
            String right = "第 " + page + " 页，共 " + pages + " 页 · Page " + page + " of " + pages;
            sheet.textRight(PdfType.LABEL, PdfSheet.RIGHT, 30, right);
        }
    }

    private static PDDocumentInformation description(Invoice invoice) {
        Calendar issued = GregorianCalendar.from(invoice.issuedAt().atZone(BillingPeriod.ZONE));
        PDDocumentInformation description = new PDDocumentInformation();
        description.setTitle(invoice.number() + " " + Wording.titleZh(invoice.kind()));
        description.setSubject(Wording.titleEn(invoice.kind()) + ", " + invoice.period());
        description.setAuthor(invoice.seller().nameZh());
        description.setCreator("Xisuan");
        description.setProducer("Xisuan");
        description.setCreationDate(issued);
        description.setModificationDate(issued);
        return description;
    }

    private static long documentId(String number) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(number.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
