package io.xisuan.cli.output;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.context.ContextFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that every command takes and that change no result: colours, and what is said of a defect. They are mixed into the
 * program's root and handed down; the help of single commands leaves them out.
 */
public final class CommonOptions {
    /** Under which name the root has them. */
    public static final String MIXIN = "common";

    private final Terminal terminal;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Colours: ${COMPLETION-CANDIDATES} (default: auto, on a terminal unless NO_COLOR is set).")
    private ColorChoice color = ColorChoice.AUTO;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Print the whole trace of a failure.")
    private boolean debug;

    private @Nullable Language language;

    /** @param terminal what this process writes to */
    public CommonOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns the options that were given to a command's program; nobody's terminal where it was started without them. */
    public static CommonOptions of(CommandSpec command) {
        CommandSpec mixin = command.root().mixins().get(MIXIN);
        return mixin != null && mixin.userObject() instanceof CommonOptions given
                ? given
                : new CommonOptions(Terminal.NONE);
    }

    public Terminal terminal() {
        return terminal;
    }

    public boolean isDebug() {
        return debug;
    }

    /** Takes the language that was asked for before the command. */
    public void language(Language asked) {
        language = asked;
    }

    /** Returns the language that was asked for before the command, or that of XISUAN_LANG, the context, the locale. */
    public Language language() {
        return language != null ? language : Languages.of(System.getenv(), ContextFile::chosen);
    }

    /** Returns whether results are written in colours. */
    public boolean coloursOut() {
        return color.colours(terminal.out(), terminal.colours());
    }

    /** Returns whether messages are written in colours. */
    public boolean coloursErr() {
        return color.colours(terminal.err(), terminal.colours());
    }
}
