package io.xisuan.billing.rendering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table that goes on over pages, with its header on each of them; a cell has main lines and small ones below. A figure
 * is never broken over lines: it gets smaller instead.
 */
public final class PdfTable {
    private static final float PADDING = 3;
    private static final float ROW_SPACE = 3.5f;

    private final PdfSheet sheet;
    private final List<Column> columns;
    private final Optional<Carry> carry;

    public PdfTable(PdfSheet sheet, List<Column> columns) {
        this(sheet, columns, Optional.empty());
    }

    /**
     * @param carry the sums that stand at the foot of a page that the table goes on from, and again at the head of the next
     */
    public PdfTable(PdfSheet sheet, List<Column> columns, Optional<Carry> carry) {
        this.sheet = sheet;
        this.columns = List.copyOf(columns);
        this.carry = carry;
    }

    /** One column: its two headings, its width in points, and whether it holds figures. */
    public record Column(String zh, String en, float width, boolean figures) {}

    /** One cell: a text, and a detail in small print below it, empty for none. */
    public record Cell(String text, String detail) {
        public static Cell of(String text) {
            return new Cell(text, "");
        }
    }

    /** What is carried from page to page. */
    public interface Carry {
        /** Returns a row with the sums of the rows so far. */
        List<Cell> soFar(String label);
    }

    /** A line of a cell, ready to be drawn. */
    private record Line(PdfType type, String text) {}

    /** Draws the header. */
    public void header() throws IOException {
        float height = 22;
        sheet.band(PdfSheet.LEFT, sheet.cursor() - height, width(), height);
        float x = PdfSheet.LEFT;
        for (Column column : columns) {
            put(column, x, sheet.cursor() - 9, new Line(PdfType.COLUMN, column.zh()));
            put(column, x, sheet.cursor() - 17, new Line(PdfType.DETAIL, column.en()));
            x += column.width();
        }
        sheet.down(height);
    }

    /** Draws a row, on the next page below a header of its own when this one is full. */
    public void row(List<Cell> cells) throws IOException {
        row(PdfType.CELL, cells);
    }

    /** Draws the row of sums that ends a table; it never stands on a page without the row above it being carried there. */
    public void total(List<Cell> cells) throws IOException {
        row(PdfType.SUM, cells);
    }

    private void row(PdfType type, List<Cell> cells) throws IOException {
        List<List<Line>> lines = lines(type, cells);
        float reserve = carry.isPresent() ? PdfType.CARRY.leading() + ROW_SPACE : 0;
        if (!sheet.hasRoom(height(lines) + reserve)) {
            carried("转下页 Carried forward");
            sheet.nextPage();
            header();
            carried("承上页 Brought forward");
        }
        draw(lines);
    }

    private void carried(String label) throws IOException {
        if (carry.isPresent()) {
            draw(lines(PdfType.CARRY, carry.get().soFar(label)));
        }
    }

    private void draw(List<List<Line>> lines) throws IOException {
        float x = PdfSheet.LEFT;
        for (int i = 0; i < columns.size(); i++) {
            draw(columns.get(i), x, lines.get(i));
            x += columns.get(i).width();
        }
        sheet.down(height(lines));
        sheet.rule(PdfSheet.LEFT, PdfSheet.LEFT + width(), sheet.cursor(), PdfInk.HAIRLINE);
    }

    private void draw(Column column, float x, List<Line> lines) throws IOException {
        float baseline = sheet.cursor();
        for (Line line : lines) {
            baseline -= line.type().leading();
            put(column, x, baseline, line);
        }
    }

    private void put(Column column, float x, float baseline, Line line) throws IOException {
        if (column.figures()) {
            sheet.textRight(line.type(), x + column.width() - PADDING, baseline, line.text());
        } else {
            sheet.text(line.type(), x + PADDING, baseline, line.text());
        }
    }

    private List<List<Line>> lines(PdfType type, List<Cell> cells) throws IOException {
        List<List<Line>> lines = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            lines.add(lines(type, columns.get(i), cells.get(i)));
        }
        return lines;
    }

    private List<Line> lines(PdfType type, Column column, Cell cell) throws IOException {
        float width = column.width() - 2 * PADDING;
        List<Line> lines = new ArrayList<>();
        if (column.figures()) {
            boolean fits = sheet.wrap(type, cell.text(), width).size() == 1;
            lines.add(new Line(fits ? type : PdfType.TIGHT, cell.text()));
        } else {
            sheet.wrap(type, cell.text(), width).forEach(text -> lines.add(new Line(type, text)));
        }
        if (!cell.detail().isEmpty()) {
            sheet.wrap(PdfType.DETAIL, cell.detail(), width).forEach(text -> lines.add(new Line(PdfType.DETAIL, text)));
        }
        return lines;
    }

    private float width() {
        float width = 0;
        for (Column column : columns) {
            width += column.width();
        }
        return width;
    }

    private static float height(List<List<Line>> cells) {
        float highest = 0;
        for (List<Line> lines : cells) {
            float height = 0;
            for (Line line : lines) {
                height += line.type().leading();
            }
            highest = Math.max(highest, height);
        }
        return highest + ROW_SPACE;
    }
}
