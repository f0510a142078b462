package io.xisuan.billing.invoice.rendering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that goes on over pages, with its header on each of them; a cell has main lines and small ones below. A figure
 * is never broken over lines: it gets smaller instead.
 */
final class PdfTable {
    private static final float PADDING = 3;
    private static final float ROW_SPACE = 3.5f;

    private final PdfSheet sheet;
    private final List<Column> columns;

    PdfTable(PdfSheet sheet, List<Column> columns) {
        this.sheet = sheet;
        this.columns = List.copyOf(columns);
    }

    /** One column: its two headings, its width in points, and whether it holds figures. */
    record Column(String zh, String en, float width, boolean figures) {}

    /** One cell: a text, and a detail in small print below it, empty for none. */
    record Cell(String text, String detail) {
        static Cell of(String text) {
            return new Cell(text, "");
        }
    }

    /** A line of a cell, ready to be drawn. */
    private record Line(PdfType type, String text) {}

    void header() throws IOException {
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

    void row(List<Cell> cells) throws IOException {
        List<List<Line>> lines = new ArrayList<>();
        float height = 0;
        for (int i = 0; i < columns.size(); i++) {
            List<Line> cell = lines(columns.get(i), cells.get(i));
            lines.add(cell);
            height = Math.max(height, height(cell));
        }
        height += ROW_SPACE;
        if (!sheet.hasRoom(height)) {
            sheet.nextPage();
            header();
        }
        float x = PdfSheet.LEFT;
        for (int i = 0; i < columns.size(); i++) {
            draw(columns.get(i), x, lines.get(i));
            x += columns.get(i).width();
        }
        sheet.down(height);
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

    private List<Line> lines(Column column, Cell cell) throws IOException {
        float width = column.width() - 2 * PADDING;
        List<Line> lines = new ArrayList<>();
        if (column.figures()) {
            boolean fits = sheet.wrap(PdfType.CELL, cell.text(), width).size() == 1;
            lines.add(new Line(fits ? PdfType.CELL : PdfType.TIGHT, cell.text()));
        } else {
            sheet.wrap(PdfType.CELL, cell.text(), width).forEach(text -> lines.add(new Line(PdfType.CELL, text)));
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

    private static float height(List<Line> lines) {
        float height = 0;
        for (Line line : lines) {
            height += line.type().leading();
        }
        return height;
    }
}
