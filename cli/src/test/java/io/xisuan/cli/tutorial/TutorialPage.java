package io.xisuan.cli.tutorial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A page of commands with what they print. In its {@code console} fences a line that begins with {@code $} is a command, with those
 * after it while they end with a backslash, and what follows is its output; a comment of {@link Held} before the fence says how much of
 * it stays from run to run. The command of an HTML comment {@code <!-- $ ... -->} is run and not shown.
 */
final class TutorialPage {
    private static final String PROMPT = "$ ";
    private static final String HIDDEN = "<!-- $ ";

    /**
     * One command as it stands on the page.
     *
     * @param line where it begins, from 1
     * @param hidden whether readers do not see it
     */
    record Step(int line, String command, List<String> output, Held held, boolean hidden) {
        Step {
            output = List.copyOf(output);
        }
    }

    private final Path file;
    private final List<String> lines;
    private final List<Step> steps = new ArrayList<>();

    private TutorialPage(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    static TutorialPage read(Path file) {
        try {
            TutorialPage page = new TutorialPage(file, Files.readAllLines(file, StandardCharsets.UTF_8));
            page.parse();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Path file() {
        return file;
    }

    private void parse() {
        boolean inside = false;
        Held held = Held.WHOLE;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                held = inside ? Held.WHOLE : held;
                inside = line.equals("```console");
            } else if (Held.saidBy(line).isPresent()) {
                held = Held.saidBy(line).get();
            } else if (line.startsWith(HIDDEN)) {
                steps.add(
                        new Step(i + 1, line.substring(HIDDEN.length(), line.indexOf(" -->")), List.of(), held, true));
            } else if (inside && line.startsWith(PROMPT)) {
                steps.add(step(i, held));
            }
        }
    }

    private Step step(int begin, Held held) {
        StringBuilder command = new StringBuilder(lines.get(begin).substring(PROMPT.length()));
        int at = begin + 1;
        while (command.toString().endsWith("\\")) {
            command.append('\n').append(lines.get(at++));
        }
        List<String> output = new ArrayList<>();
        while (!lines.get(at).startsWith(PROMPT) && !lines.get(at).startsWith("```")) {
            output.add(lines.get(at++));
        }
        return new Step(begin + 1, command.toString(), output, held, false);
    }

    /** Writes the page with other outputs, one for each step. */
    void write(List<List<String>> outputs) {
        List<String> written = new ArrayList<>();
        Iterator<List<String>> next = outputs.iterator();
        int at = 0;
        for (Step step : steps) {
            int shown = step.hidden() ? 1 : (int) step.command().lines().count();
            int from = step.line() - 1;
            written.addAll(lines.subList(at, from + shown));
            List<String> output = next.next();
            if (!step.hidden()) {
                written.addAll(output);
            }
            at = from + shown + step.output().size();
        }
        written.addAll(lines.subList(at, lines.size()));
        try {
            Files.writeString(file, String.join("\n", written) + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
