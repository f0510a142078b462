package io.xisuan.billing.rendering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Labelled values side by side in a band; a value that is too long for its place goes on below itself. */
public final class PdfFacts {
    private static final float MARGIN = 6;
    private static final float GAP = 8;
    private static final float ABOVE = 13;
    private static final float BELOW = 7;
    private static final float LABEL = 10;

    private PdfFacts() {}

    /** A labelled value, and how far from the left it stands, in points. */
    public record Fact(String label, String value, float offset) {}

    /** Draws a band from the cursor down. */
    public static void draw(PdfSheet sheet, PdfType type, List<Fact> facts) throws IOException {
        List<List<String>> values = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < facts.size(); i++) {
            float end = i + 1 < facts.size() ? facts.get(i + 1).offset() - GAP : PdfSheet.WIDTH - 2 * MARGIN;
            List<String> lines =
                    sheet.wrap(type, facts.get(i).value(), end - facts.get(i).offset());
            values.add(lines);
            most = Math.max(most, lines.size());
        }
        float height = ABOVE + type.size() + BELOW + (most - 1) * type.leading();
        sheet.band(PdfSheet.LEFT, sheet.cursor() - height, PdfSheet.WIDTH, height);
        for (int i = 0; i < facts.size(); i++) {
            float x = PdfSheet.LEFT + MARGIN + facts.get(i).offset();
            sheet.text(PdfType.LABEL, x, sheet.cursor() - LABEL, facts.get(i).label());
            float baseline = sheet.cursor() - ABOVE - type.size();
            for (String line : values.get(i)) {
                sheet.text(type, x, baseline, line);
                baseline -= type.leading();
            }
        }
        sheet.down(height);
    }
}
