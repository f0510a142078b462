package io.xisuan.house;

import io.xisuan.cli.Main;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads command lines as the program reads them, and runs none: commands, options, arguments, and what must be given. */
final class CommandLines {
    private final CommandLine whole = Main.whole();

    /** Returns the mistake of a command line, if there is one. */
    Optional<String> mistake(List<String> words) {
        try {
            whole.parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException mistake) {
            return Optional.of(String.valueOf(mistake.getMessage()));
        }
    }
}
