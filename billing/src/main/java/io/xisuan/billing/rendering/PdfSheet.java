package io.xisuan.billing.rendering;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * The page being drawn, with a cursor that moves down it. Lengths are points, heights count from the lower edge.
 */
public final class PdfSheet implements AutoCloseable {
    public static final float LEFT = 42;
    public static final float RIGHT = PDRectangle.A4.getWidth() - 42;
    public static final float WIDTH = RIGHT - LEFT;
    public static final float BOTTOM = 52;
    private static final float TOP = PDRectangle.A4.getHeight() - 44;
    private static final float BOLD_STROKE = 0.028f;

    private final PDDocument document;
    private final PdfText text;
    private PDPageContentStream content;
    private float cursor;

    PdfSheet(PDDocument document, PdfText text) throws IOException {
        this.document = document;
        this.text = text;
        this.content = addPage();
        this.cursor = TOP;
    }

    /** Returns the height of the cursor. */
    public float cursor() {
        return cursor;
    }

    /** Moves the cursor down. */
    public void down(float points) {
        cursor -= points;
    }

    /** Returns whether so much fits between the cursor and the foot of the page. */
    public boolean hasRoom(float points) {
        return cursor - points >= BOTTOM;
    }

    /** Goes on at the top of a new page. */
    public void nextPage() throws IOException {
        content.close();
        content = addPage();
        cursor = TOP;
    }

    /** Goes back to a finished page, to draw what is known only at the end. */
    void reopen(PDPage page) throws IOException {
        content.close();
        content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true);
    }

    /** Draws a text from {@code x} on. */
    public void text(PdfType type, float x, float baseline, String words) throws IOException {
        content.beginText();
        PdfInk ink = type.ink();
        content.setNonStrokingColor(ink.red(), ink.green(), ink.blue());
        if (type.bold()) {
            content.setStrokingColor(ink.red(), ink.green(), ink.blue());
            content.setLineWidth(type.size() * BOLD_STROKE);
        }
        content.setRenderingMode(type.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.newLineAtOffset(x, baseline);
        for (PdfText.Run run : text.runs(words)) {
            content.setFont(run.font(), type.size());
            content.showText(run.text());
        }
        content.endText();
    }

    /** Returns the width of a text. */
    public float width(PdfType type, String words) throws IOException {
        return text.width(words, type.size());
    }

    /** Draws a text that ends at {@code right}. */
    public void textRight(PdfType type, float right, float baseline, String words) throws IOException {
        text(type, right - text.width(words, type.size()), baseline, words);
    }

    /** Draws a text over as many lines as it takes, from the cursor down. */
    public void paragraph(PdfType type, float x, float width, String words) throws IOException {
        for (String line : wrap(type, words, width)) {
            cursor -= type.leading();
            text(type, x, cursor, line);
        }
    }

    /** Returns the lines that a text takes in this type and width. */
    public List<String> wrap(PdfType type, String words, float width) throws IOException {
        return text.wrap(words, type.size(), width);
    }

    /** Draws a thin line across. */
    public void rule(float fromX, float toX, float y, PdfInk ink) throws IOException {
        content.setStrokingColor(ink.red(), ink.green(), ink.blue());
        content.setLineWidth(0.6f);
        content.moveTo(fromX, y);
        content.lineTo(toX, y);
        content.stroke();
    }

    /** Fills a rectangle by its lower left corner. */
    public void band(float x, float y, float width, float height) throws IOException {
        PdfInk ink = PdfInk.BAND;
        content.setNonStrokingColor(ink.red(), ink.green(), ink.blue());
        content.addRect(x, y, width, height);
        content.fill();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private PDPageContentStream addPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        return new PDPageContentStream(document, page);
    }
}
