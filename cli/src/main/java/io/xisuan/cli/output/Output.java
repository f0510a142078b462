package io.xisuan.cli.output;

import io.xisuan.billing.rendering.Language;
import java.io.PrintWriter;

/** Where and how a command prints its result. */
public final class Output {
    private final PrintWriter out;
    private final Format format;
    private final TableText.Look look;

    /**
     * Makes an output without colours.
     *
     * @param terminalWidth the cells of a line of a table; 0 for as many as it takes
     */
    public Output(PrintWriter out, Format format, int terminalWidth) {
        this(out, format, new TableText.Look(terminalWidth, false, Language.EN));
    }

    /** @param look how tables are shown; the other forms know no width and no colours */
    Output(PrintWriter out, Format format, TableText.Look look) {
        this.out = out;
        this.format = format;
        this.look = look;
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
            String words = ChineseHeadings.above(look.language(), heading);
            say(look.colours() ? Paint.HEADING.of(words) : words);
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
        TableText.lines(table, look).forEach(line -> out.print(line + "\n"));
    }
}
