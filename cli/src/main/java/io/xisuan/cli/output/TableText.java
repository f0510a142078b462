package io.xisuan.cli.output;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column.Align;
import io.xisuan.cli.output.Column.Overflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table as lines of text whose columns line up in a terminal.
 *
 * <p>Control characters never reach the terminal: a job name must not be able to move the cursor.
 */
final class TableText {
    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private final Table table;
    private final int[] widths;
    private final Look look;

    /**
     * How a terminal shows tables.
     *
     * @param width the cells that a line may take; 0 for any number
     * @param colours whether headings and painted cells are coloured
     * @param language that of the headings
     */
    record Look(int width, boolean colours, Language language) {
        static final Look PLAIN = new Look(0, false, Language.EN);
    }

    private TableText(Table table, Look look) {
        this.table = table;
        this.look = look;
        this.widths = widths(table, look.width());
    }

    /**
     * Returns the lines of a table, without trailing spaces.
     *
     * @param terminalWidth the cells that a line may take; 0 for any number
     */
    static List<String> lines(Table table, int terminalWidth) {
        return lines(table, new Look(terminalWidth, false, Language.EN));
    }

    /** Returns the lines of a table as a terminal shows them, without trailing spaces. */
    static List<String> lines(Table table, Look look) {
        return new TableText(ChineseHeadings.in(look.language(), table), look).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(row(table.columns().stream()
                .map(column -> (Object) new Painted(column.title(), Paint.HEADING))
                .toList()));
        lines.add(rule());
        table.rows().forEach(row -> lines.addAll(row(row)));
        if (table.rows().isEmpty()) {
            lines.add(look.language().of("（无）", "(none)"));
        }
        if (!table.totals().isEmpty()) {
            lines.add(rule());
            table.totals().forEach(row -> lines.addAll(row(row)));
        }
        return lines;
    }

    private String rule() {
        return "-".repeat(Arrays.stream(widths).sum() + GAP * (widths.length - 1));
    }

    private List<String> row(List<Object> values) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < values.size(); i++) {
            List<String> cell = cell(text(values.get(i)), i);
            cells.add(cell);
            height = Math.max(height, cell.size());
        }
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            lines.add(line(values, cells, line));
        }
        return lines;
    }

    private List<String> cell(String text, int column) {
        return switch (table.columns().get(column).overflow()) {
            case WRAP -> TextWrap.lines(text, widths[column]);
            case CUT -> List.of(TextWrap.cut(text, widths[column]));
            case KEEP -> List.of(text);
        };
    }

    private String line(List<Object> values, List<List<String>> cells, int line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = line < cells.get(i).size() ? cells.get(i).get(line) : "";
            String space = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(cell)));
            boolean left = table.columns().get(i).align() == Align.LEFT;
            String shown = look.colours() && values.get(i) instanceof Painted painted
                    ? painted.paint().of(cell)
                    : cell;
            text.append(left ? shown + space : space + shown).append(" ".repeat(GAP));
        }
        return text.toString().stripTrailing();
    }

    private static int[] widths(Table table, int terminalWidth) {
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(table.columns().get(i).title());
        }
        widen(widths, table.rows());
        widen(widths, table.totals());
        if (terminalWidth > 0) {
            narrow(widths, table.columns(), terminalWidth);
        }
        return widths;
    }

    private static void widen(int[] widths, List<List<Object>> rows) {
        for (List<Object> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(text(row.get(i))));
            }
        }
    }

    /** Takes one cell at a time from the widest column that may shrink, until the line fits or nothing can shrink. */
    private static void narrow(int[] widths, List<Column> columns, int terminalWidth) {
        int excess = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - terminalWidth;
        for (; excess > 0; excess--) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean shrinks = columns.get(i).overflow() != Overflow.KEEP && widths[i] > NARROWEST;
                if (shrinks && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private static String text(Object cell) {
        return Table.shown(cell).replaceAll("[\\t\\r\\n]+", " ").replaceAll("\\p{Cntrl}|[\\u0080-\\u009F]", "\uFFFD");
    }
}
