package io.xisuan.cli.output;

import io.xisuan.model.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A result in rows and columns, before it is written for people ({@link TableText}) or for spreadsheets
 * ({@link TableCsv}).
 *
 * <p>A cell is a text, a whole number ({@code Integer}, {@code Long}), a {@code BigDecimal}, a {@code Money}, an empty
 * or full {@code Optional} of these, a {@link Painted} one, or any value whose {@code toString} is meant for people. People see numbers with
 * thousands separators; CSV has them plain. Years and the like, which are no quantities, belong into texts.
 */
public final class Table {
    private final List<Column> columns;
    private final List<List<Object>> rows;
    private final List<List<Object>> totals;

    private Table(List<Column> columns, List<List<Object>> rows, List<List<Object>> totals) {
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
        this.totals = List.copyOf(totals);
    }

    /** Returns a builder of a table with these columns. */
    public static Builder of(Column... columns) {
        return new Builder(List.of(columns));
    }

    public List<Column> columns() {
        return columns;
    }

    public List<List<Object>> rows() {
        return rows;
    }

    /** Returns the lines below the rows that sum them up; people see them, CSV leaves them out. */
    public List<List<Object>> totals() {
        return totals;
    }

    /** Returns the same rows under other columns, as many as these. */
    Table under(List<Column> others) {
        return new Table(others, rows, totals);
    }

    /** Returns a cell as people read it. */
    static String shown(Object cell) {
        return switch (cell) {
            case Optional<?> maybe -> maybe.map(value -> shown((Object) value)).orElse("-");
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            case Integer number -> String.format(Locale.ROOT, "%,d", number);
            case BigDecimal number -> String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
            case Money money -> money.formatted();
            case Painted painted -> shown(painted.value());
            case Object other -> other.toString();
        };
    }

    /** Returns a cell as a spreadsheet reads it: no separators, and nothing where there is no value. */
    static String plain(Object cell) {
        return switch (cell) {
            case Optional<?> maybe -> maybe.map(value -> plain((Object) value)).orElse("");
            case BigDecimal number -> number.toPlainString();
            case Money money -> money.yuan().toPlainString();
            case Painted painted -> plain(painted.value());
            case Object other -> other.toString();
        };
    }

    static boolean isNumber(Object cell) {
        return switch (cell) {
            case Optional<?> maybe -> maybe.filter(Table::isNumber).isPresent();
            case Number number -> true;
            case Money money -> true;
            case Painted painted -> isNumber(painted.value());
            case Object other -> false;
        };
    }

    /** Collects rows in the order in which they are shown. */
    public static final class Builder {
        private final List<Column> columns;
        private final List<List<Object>> rows = new ArrayList<>();
        private final List<List<Object>> totals = new ArrayList<>();

        private Builder(List<Column> columns) {
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("A table needs at least one column");
            }
            this.columns = columns;
        }

        /**
         * Adds a row.
         *
         * @throws IllegalArgumentException when it has not one cell per column
         */
        public Builder row(Object... cells) {
            rows.add(checked(cells));
            return this;
        }

        /** Adds a line of sums, shown below a rule. */
        public Builder total(Object... cells) {
            totals.add(checked(cells));
            return this;
        }

        public Table build() {
            return new Table(columns, rows, totals);
        }

        private List<Object> checked(Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        "%d cells for %d columns: %s".formatted(cells.length, columns.size(), List.of(cells)));
            }
            return List.of(cells);
        }
    }
}
