package io.xisuan.cli.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The end of a command's help, read from the lines of its footer: what is indented or stands after {@code Example:} is an example, the
 * rest are notes. An option or a remark that is indented further goes on with the example above it.
 *
 * @param notes paragraphs
 */
record Footer(List<Example> examples, List<String> notes) {
    private static final Pattern HEADING = Pattern.compile("Examples?:");
    private static final Pattern FIRST = Pattern.compile("Example: (.*)");
    private static final Pattern OPTION_BELOW = Pattern.compile(" {4,}--?[a-z].*");
    private static final Pattern REMARK_BELOW = Pattern.compile(" {12,}\\S.*");
    private static final Pattern GAP = Pattern.compile(" {2,}");

    Footer {
        examples = List.copyOf(examples);
        notes = List.copyOf(notes);
    }

    /**
     * A line that works.
     *
     * @param about what it does, where that has to be said; else empty
     */
    record Example(String command, String about) {
        private static Example of(String line) {
            String[] parts = GAP.split(line.strip(), 2);
            return new Example(parts[0], parts.length == 2 ? parts[1] : "");
        }

        private Example and(String options) {
            return new Example(command + " " + options.strip(), about);
        }

        private Example about(String remark) {
            return new Example(command, (about + " " + remark.strip()).strip());
        }
    }

    /** Returns the footer of a command. */
    static Footer of(CommandSpec command) {
        List<Example> examples = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        boolean goesOn = false;
        for (String line : lines(command)) {
            boolean isNote = !line.isBlank()
                    && !line.startsWith("  ")
                    && !HEADING.matcher(line).matches()
                    && !FIRST.matcher(line).matches();
            if (isNote) {
                notes.add(goesOn ? notes.removeLast() + " " + line : line);
            } else {
                take(FIRST.matcher(line).replaceFirst("  $1"), examples);
            }
            goesOn = isNote;
        }
        return new Footer(examples, notes);
    }

    private static List<String> lines(CommandSpec command) {
        return Arrays.stream(command.usageMessage().footer())
                .flatMap(String::lines)
                .map(line -> line.replace("%%", "%"))
                .toList();
    }

    private static void take(String line, List<Example> examples) {
        if (line.isBlank() || HEADING.matcher(line).matches()) {
            return;
        }
        if (!examples.isEmpty() && OPTION_BELOW.matcher(line).matches()) {
            examples.add(examples.removeLast().and(line));
        } else if (!examples.isEmpty() && REMARK_BELOW.matcher(line).matches()) {
            examples.add(examples.removeLast().about(line));
        } else {
            examples.add(Example.of(line));
        }
    }
}
