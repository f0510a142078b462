package io.xisuan.cli;

import io.xisuan.cli.rehearsal.Rehearsal;
import io.xisuan.cli.shell.Examples;
import io.xisuan.model.InputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The entry point of the rehearsal that the build makes once; see {@link Rehearsal}. */
public final class Rehearse {
    private Rehearse() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            throw InputException.of("name an empty folder, which the rehearsal fills");
        }
        new Rehearsal(stage(), new PrintWriter(System.err, true, StandardCharsets.UTF_8)).run(Path.of(arguments[0]));
        System.exit(ExitCode.DONE.code());
    }

    private static Rehearsal.Stage stage() {
        return new Rehearsal.Stage() {
            @Override
            public int run(PrintWriter out, PrintWriter err, String... words) {
                return Main.run(out, err, words);
            }

            @Override
            public List<String> commands() {
                List<String> paths = new ArrayList<>();
                collect(Main.whole(), paths);
                return paths;
            }
        };
    }

    private static void collect(CommandLine command, List<String> into) {
        into.add(Examples.path(command.getCommandSpec()));
        command.getSubcommands().values().forEach(each -> collect(each, into));
    }
}
