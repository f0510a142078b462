package io.xisuan.billing.rendering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** The text of one document: which font draws which characters, how wide it is, and where lines break. */
final class PdfText {
    private static final String MAY_NOT_START_A_LINE = "，。、；：？！）》」』】％%,.;:?!)]}";
    private static final int FIRST_CJK = 0x2E80;

    private final PDDocument document;
    private final PdfFonts fonts;
    private final PDFont common;
    private @Nullable PDFont full;

    PdfText(PDDocument document, PdfFonts fonts) throws IOException {
        this.document = document;
        this.fonts = fonts;
        this.common = PDType0Font.load(document, fonts.common(), true);
    }

    /** A piece of text in one font. */
    record Run(PDFont font, String text) {}

    /**
     * Returns the text cut into runs; line breaks and other control characters become spaces, and a character that neither
     * font has is written as its code point, since an issued document must be printed whatever it says.
     */
    List<Run> runs(String text) throws IOException {
        List<Run> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        PDFont font = common;
        for (int shown : shown(text).codePoints().toArray()) {
            PDFont next = fontOf(shown);
            if (!next.equals(font) && !run.isEmpty()) {
                runs.add(new Run(font, run.toString()));
                run.setLength(0);
            }
            font = next;
            run.appendCodePoint(shown);
        }
        if (!run.isEmpty()) {
            runs.add(new Run(font, run.toString()));
        }
        return runs;
    }

    /** Returns the width of a text in points. */
    float width(String text, float size) throws IOException {
        float width = 0;
        for (Run run : runs(text)) {
            width += run.font().getStringWidth(run.text());
        }
        return width * size / 1000;
    }

    /** Returns the lines of a text, none wider than {@code width} unless a single character is. */
    List<String> wrap(String text, float size, float width) throws IOException {
        if (width(text, size) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        float used = 0;
        for (int codePoint : text.codePoints().toArray()) {
            String next = Character.toString(codePoint);
            float wide = width(next, size);
            if (used + wide > width && !line.isEmpty() && !MAY_NOT_START_A_LINE.contains(next)) {
                int end = breakBefore(line, codePoint);
                lines.add(line.substring(0, end).strip());
                line.delete(0, end);
                used = width(line.toString(), size);
            }
            line.appendCodePoint(codePoint);
            used += wide;
        }
        lines.add(line.toString().strip());
        return lines;
    }

    /** Returns where to end the line: at its last space or hyphen if a word would be torn, else here. */
    private static int breakBefore(StringBuilder line, int next) {
        if (next >= FIRST_CJK || next == ' ') {
            return line.length();
        }
        for (int i = line.length(); i > 0; i--) {
            char before = line.charAt(i - 1);
            if (before == ' ' || before == '-' || before == '/' || before >= FIRST_CJK) {
                return i;
            }
        }
        return line.length();
    }

    /** Returns the text as the fonts can draw it. */
    private String shown(String text) throws IOException {
        StringBuilder shown = new StringBuilder(text.length());
        for (int codePoint : text.codePoints().toArray()) {
            if (Character.isISOControl(codePoint)) {
                shown.append(' ');
            } else if (fonts.commonHas(codePoint) || fonts.fullHas(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append("[U+%04X]".formatted(codePoint));
            }
        }
        return shown.toString();
    }

    private PDFont fontOf(int codePoint) throws IOException {
        if (fonts.commonHas(codePoint)) {
            return common;
        }
        PDFont embedded = full;
        if (embedded == null) {
            embedded = PDType0Font.load(document, fonts.full(), true);
            full = embedded;
        }
        return embedded;
    }
}
