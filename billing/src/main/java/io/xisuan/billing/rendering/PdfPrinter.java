package io.xisuan.billing.rendering;

import io.xisuan.model.BillingPeriod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Makes PDF files (A4, Chinese and English). One object per worker: it keeps the parsed fonts, and is not for two threads at
 * once.
 *
 * <p>The same drawing gives the same bytes on the same JDK release (compression may differ between releases): the document
 * id comes from the title's number and the dates are given.
 */
public final class PdfPrinter implements AutoCloseable {
    private static final float FOOT_RULE = 40;
    private static final float FOOT_TEXT = 30;

    private final PdfFonts fonts;

    /** Parses the fonts, which takes some 100 ms. */
    public PdfPrinter() {
        try {
            fonts = new PdfFonts();
        } catch (IOException e) {
            throw new UncheckedIOException("The fonts of the billing archive cannot be read", e);
        }
    }

    /**
     * What the file says of itself.
     *
     * @param number the document's own; the file's id is drawn from it
     * @param at the dates of the file
     * @param foot what stands at the foot of each page, beside the count of pages
     */
    public record Title(String number, String title, String subject, String author, Instant at, String foot) {}

    /** What is drawn. */
    public interface Drawing {
        /** Draws all pages but their feet. */
        void on(PdfSheet sheet) throws IOException;
    }

    /** Returns the file. */
    public byte[] print(Title title, Drawing drawing) {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(documentId(title.number()));
            document.setDocumentInformation(description(title));
            document.getDocumentCatalog().setLanguage("zh-CN");
            try (PdfSheet sheet = new PdfSheet(document, new PdfText(document, fonts))) {
                drawing.on(sheet);
                feet(document, sheet, title.foot());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The PDF of %s cannot be made".formatted(title.number()), e);
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

    private static void feet(PDDocument document, PdfSheet sheet, String foot) throws IOException {
        int pages = document.getNumberOfPages();
        for (int page = 1; page <= pages; page++) {
            sheet.reopen(document.getPage(page - 1));
            sheet.rule(PdfSheet.LEFT, PdfSheet.RIGHT, FOOT_RULE, PdfInk.HAIRLINE);
            String right = "第 " + page + " 页，共 " + pages + " 页 · Page " + page + " of " + pages;
            float room = PdfSheet.WIDTH - sheet.width(PdfType.LABEL, right) - 12;
            sheet.text(PdfType.LABEL, PdfSheet.LEFT, FOOT_TEXT, first(sheet.wrap(PdfType.LABEL, foot, room), foot));
            sheet.textRight(PdfType.LABEL, PdfSheet.RIGHT, FOOT_TEXT, right);
        }
    }

    /** Returns what fits on one line; where that is not all of it, three dots say so. */
    private static String first(List<String> lines, String whole) {
        String line = lines.getFirst();
        return lines.size() == 1 ? whole : line.substring(0, Math.max(0, line.length() - 2)) + "…";
    }

    private static PDDocumentInformation description(Title title) {
        Calendar at = GregorianCalendar.from(title.at().atZone(BillingPeriod.ZONE));
        PDDocumentInformation description = new PDDocumentInformation();
        description.setTitle(title.title());
        description.setSubject(title.subject());
        description.setAuthor(title.author());
        description.setCreator("Xisuan");
        description.setProducer("Xisuan");
        description.setCreationDate(at);
        description.setModificationDate(at);
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
