package io.xisuan.cli.output;

/**
 * One column of a {@link Table}.
 *
 * @param key the header in CSV; a stable name that scripts read, as {@code grossFen}
 * @param title the header for people
 * @param align the side that the cells keep to
 * @param overflow what happens to long cells when the table is wider than the terminal
 */
public record Column(String key, String title, Align align, Overflow overflow) {
    /** The side of the column that its cells touch. */
    public enum Align {
        LEFT,
        RIGHT
    }

    /** What a column does when the terminal is too narrow; numbers are never cut. */
    public enum Overflow {
        /** Continues on the next line. */
        WRAP,
        /** Ends in an ellipsis. */
        CUT,
        /** Stays as it is, even if the line gets too long. */
        KEEP
    }

    public Column {
        if (key.isBlank()) {
            throw new IllegalArgumentException("A column needs a key: it is the header in CSV");
        }
    }

    /** Returns a column of words, continued on further lines where the terminal is narrow. */
    public static Column text(String key, String title) {
        return new Column(key, title, Align.LEFT, Overflow.WRAP);
    }

    /** Returns a column of names that people copy, and that are therefore never broken. */
    public static Column name(String key, String title) {
        return new Column(key, title, Align.LEFT, Overflow.KEEP);
    }

    /** Returns a column of figures, aligned at their last digit. */
    public static Column number(String key, String title) {
        return new Column(key, title, Align.RIGHT, Overflow.KEEP);
    }

    /** Returns this column under another heading for people. */
    Column titled(String heading) {
        return new Column(key, heading, align, overflow);
    }

    /** Returns this column with long cells ending in an ellipsis instead of going on below. */
    public Column cut() {
        return new Column(key, title, align, Overflow.CUT);
    }
}
