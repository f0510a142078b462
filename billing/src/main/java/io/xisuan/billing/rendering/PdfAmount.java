package io.xisuan.billing.rendering;

import java.io.IOException;
import java.util.List;

/** The one amount that a document comes to: in figures, and below in capital numerals. */
public final class PdfAmount {
    private static final float ROOM = 62;
    private static final float MARGIN = 8;
    private static final float LABEL_ROOM = 150;

    private PdfAmount() {}

    /** Draws it below the cursor, and on a new page where it does not fit whole. */
    public static void draw(PdfSheet sheet, String label, String figures, String capitals) throws IOException {
        sheet.down(12);
        if (!sheet.hasRoom(ROOM)) {
            sheet.nextPage();
        }
        List<String> lines = sheet.wrap(PdfType.STRONG, capitals, PdfSheet.WIDTH - LABEL_ROOM);
        float height = 30 + PdfType.STRONG.leading() * lines.size();
        sheet.band(PdfSheet.LEFT, sheet.cursor() - height, PdfSheet.WIDTH, height);
        sheet.rule(PdfSheet.LEFT, PdfSheet.RIGHT, sheet.cursor(), PdfInk.ACCENT);
        float baseline = sheet.cursor() - 17;
        sheet.text(PdfType.TOTAL, PdfSheet.LEFT + MARGIN, baseline, label);
        sheet.textRight(PdfType.TOTAL, PdfSheet.RIGHT - MARGIN, baseline, "¥ " + figures);
        baseline -= 4;
        sheet.text(
                PdfType.LABEL, PdfSheet.LEFT + MARGIN, baseline - PdfType.STRONG.leading(), "大写 In capital numerals");
        for (String line : lines) {
            baseline -= PdfType.STRONG.leading();
            sheet.textRight(PdfType.STRONG, PdfSheet.RIGHT - MARGIN, baseline, line);
        }
        sheet.down(height);
        sheet.rule(PdfSheet.LEFT, PdfSheet.RIGHT, sheet.cursor(), PdfInk.ACCENT);
    }
}
