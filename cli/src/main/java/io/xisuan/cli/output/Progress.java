package io.xisuan.cli.output;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a waiting person is told on standard error, from the first second on; mixed into each command that may take longer:
 *
 * <pre>{@code
 * @Mixin private Progress progress = new Progress();
 *
 * try (Waiting waiting = progress.begin("reading the journal")) {
 *     for (...) { waiting.at(done, total); }
 * }
 * }</pre>
 *
 * Nothing is said of what ends within a second, and nothing is ever written to standard output.
 */
public final class Progress {
    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing of what takes long.")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec command;

    /** Begins to tell what is being done, in words for a person, as {@code reading the journal}; the caller closes it. */
    public Waiting begin(String what) {
        PrintWriter err = quiet
                ? new PrintWriter(Writer.nullWriter())
                : command.commandLine().getErr();
        return Waiting.begin(err, CommonOptions.of(command).terminal(), what);
    }

    /** Does one thing, and tells what it is while it lasts. */
    public <T> T during(String what, Supplier<T> work) {
        Waiting waiting = begin(what);
        try {
            return work.get();
        } finally {
            waiting.close();
        }
    }
}
