package io.xisuan.cli.output;

import io.xisuan.billing.rendering.Language;
import io.xisuan.model.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options {@code -o} and {@code --width}, mixed into each command that prints a result:
 * {@code @Mixin private OutputOption output;}, then {@code output.print(value, table)}.
 */
public final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "How to print the result: ${COMPLETION-CANDIDATES} (default: table).")
    private Format format = Format.TABLE;

    @Option(
            names = "--width",
            defaultValue = "${env:COLUMNS:-0}",
            paramLabel = "CELLS",
            description = "Fit tables into lines of this width; 0: as wide as they are (default: $COLUMNS, else 0).")
    private int width;

    @Option(
            names = "--lang",
            paramLabel = "zh|en",
            description =
                    "The language of what people read; field names of JSON, YAML and CSV stay (default: $XISUAN_LANG, else the context's, else that of the locale, else en).")
    private @Nullable Language language;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec command;

    /** Prints the result of the command to its standard output; see {@link Output#print}. */
    public void print(Object value, Table table) {
        output().print(value, table);
    }

    /** Returns the output that these options describe. */
    public Output output() {
        if (width < 0) {
            throw InputException.of("--width %d: a width is 0 or more".formatted(width));
        }
        TableText.Look look =
                new TableText.Look(width, CommonOptions.of(command).coloursOut(), language());
        return new Output(command.commandLine().getOut(), format, look);
    }

    /** Returns the language that was asked for, or that of the environment. */
    public Language language() {
        return language != null ? language : CommonOptions.of(command).language();
    }

    /** Returns the language that was asked for with {@code --lang}, or the given one: for files, which others read. */
    public Language languageOr(Language usual) {
        return language != null ? language : usual;
    }
}
