package io.xisuan.billing.rendering;

import java.io.IOException;

/** The title of a document, and the headings of its parts, all in both languages. */
public final class PdfHeading {
    private static final float BEFORE_PART = 13;

    private PdfHeading() {}

    /**
     * Draws the title at the head of the first page.
     *
     * @param number what the document is called, and {@code label} what kind of name that is
     */
    public static void title(PdfSheet sheet, String zh, String en, String number, String label) throws IOException {
        sheet.down(PdfType.TITLE.size());
        sheet.text(PdfType.TITLE, PdfSheet.LEFT, sheet.cursor(), zh);
        sheet.textRight(PdfType.NAME, PdfSheet.RIGHT, sheet.cursor() + 3, number);
        sheet.down(13);
        sheet.text(PdfType.SUBTITLE, PdfSheet.LEFT, sheet.cursor(), en);
        sheet.textRight(PdfType.LABEL, PdfSheet.RIGHT, sheet.cursor(), label);
        sheet.down(8);
        sheet.rule(PdfSheet.LEFT, PdfSheet.RIGHT, sheet.cursor(), PdfInk.ACCENT);
    }

    /**
     * Draws the heading of a part; on a new page when there is less room than {@code room} points for it and what follows.
     *
     * @param explanation small print below it
     */
    public static void part(PdfSheet sheet, String title, String explanation, float room) throws IOException {
        sheet.down(BEFORE_PART);
        if (!sheet.hasRoom(room)) {
            sheet.nextPage();
        }
        sheet.paragraph(PdfType.HEADING, PdfSheet.LEFT, PdfSheet.WIDTH, title);
        sheet.paragraph(PdfType.LABEL, PdfSheet.LEFT, PdfSheet.WIDTH, explanation);
        sheet.down(4);
    }
}
