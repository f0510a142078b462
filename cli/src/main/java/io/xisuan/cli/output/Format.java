package io.xisuan.cli.output;

import java.util.Locale;

/** The forms in which a command prints its result, named on the command line in lower case. */
public enum Format {
    /** Columns that line up in a terminal, for people. */
    TABLE,
    /** The whole result, for programs. */
    JSON,
    /** The whole result, as readable as a manifest. */
    YAML,
    /** The rows of the table with plain numbers, for spreadsheets. */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
