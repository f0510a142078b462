package io.xisuan.cli.output;

import java.io.PrintWriter;

/** Where and how a command prints its result. */
public final class Output {
    private final PrintWriter out;
    private final Format format;
    private final int terminalWidth;

    /**
     * @param terminalWidth the cells of a line of a table; 0 for as many as it takes
     */
    public Output(PrintWriter out, Format format, int terminalWidth) {
        this.out = out;
        this.format = format;
        this.terminalWidth = terminalWidth;
    }

    /**
     * Prints a result once, in the form that was asked for.
     *
     * @param value the whole result, a record or a list of records; JSON and YAML show it
     * @param table the same for people; table and CSV show it
     */
    public void print(Object value, Table table) {
        switch (format) {
            case JSON -> out.print(Documents.json(value));
            case YAML -> out.print(Documents.yaml(value));
            case CSV -> TableCsv.write(table, out);
            case TABLE -> print(table);
        }
        out.flush();
    }

    /**
     * Prints one more table, or a line above or below one, where the form is for people; other forms are one document
     * and leave it out.
     */
    public void alsoForPeople(String heading, Table table) {
        if (format == Format.TABLE) {
            say("");
            say(heading);
            print(table);
            out.flush();
        }
    }

    /** Prints a line where the form is for people. */
    public void say(String line) {
        if (format == Format.TABLE) {
            out.print(line + "\n");
            out.flush();
        }
    }

    public Format format() {
        return format;
    }

    private void print(Table table) {
        TableText.lines(table, terminalWidth).forEach(line -> out.print(line + "\n"));
    }
}
