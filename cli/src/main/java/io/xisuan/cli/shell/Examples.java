package io.xisuan.cli.shell;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The examples in a command's help: what its footer calls the program with, as {@code xisuan site show east}. */
public final class Examples {
    private static final String PROGRAM = "xisuan";
    private static final Pattern CALL = Pattern.compile("(?:^|.*?[\\s:|(])(xisuan .*)");

    private Examples() {}

    /** Returns the command lines, of notes too, without what comes after a pipe, a redirection or a remark. */
    public static List<String> of(CommandSpec command) {
        Footer footer = Footer.of(command);
        return Stream.concat(footer.examples().stream().map(Footer.Example::command), footer.notes().stream())
                .flatMap(line -> call(line).stream())
                .toList();
    }

    private static Optional<String> call(String line) {
        Matcher call = CALL.matcher(line);
        return call.matches()
                ? Optional.of(call.group(1).split(" (?:[|>#]|&&) |[)]$", 2)[0].strip())
                : Optional.empty();
    }

    /** Returns the first one. */
    static Optional<String> first(CommandSpec command) {
        return of(command).stream().findFirst();
    }

    /** Returns how a command is called, without the program's name: {@code site show}, or nothing for the program itself. */
    public static String path(CommandSpec command) {
        String name = command.qualifiedName(" ");
        return name.startsWith(PROGRAM) ? name.substring(PROGRAM.length()).strip() : name;
    }
}
