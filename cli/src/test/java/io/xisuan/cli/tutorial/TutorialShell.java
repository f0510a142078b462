package io.xisuan.cli.tutorial;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A reader's shell: one {@code sh} for a whole page, with a home of its own; what it started in the background ends with it. */
final class TutorialShell implements AutoCloseable {
    private static final String MARK = "__the_command_ended_with_";

    /** What a command says on a slow machine while it works, and on a fast one does not. */
    private static final Pattern PROGRESS = Pattern.compile("xisuan: .*, \\d+ (?:s|min|秒|分钟).*");

    /** What a command printed, on both outputs, and how it ended. */
    record Answer(int code, List<String> output) {
        Answer {
            output = List.copyOf(output);
        }
    }

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;

    TutorialShell(Path folder, Map<String, String> environment) {
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder =
                    new ProcessBuilder("/bin/sh").directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Answer run(String command) {
        try {
            input.write("{ %s\n} </dev/null; printf '\\n%s%%d\\n' $?\n".formatted(command, MARK));
            input.flush();
            List<String> lines = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(MARK)) {
                    return new Answer(Integer.parseInt(line.substring(MARK.length())), trimmed(lines));
                }
                if (!PROGRESS.matcher(line).matches()) {
                    lines.add(line.stripTrailing());
                }
            }
            throw new IllegalStateException("the shell ended at: %s%n%s".formatted(command, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the empty line that keeps our mark apart. */
    private static List<String> trimmed(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isEmpty()) {
            end--;
        }
        return lines.subList(0, end);
    }

    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants()
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
        started.forEach(ProcessHandle::destroy);
        process.destroy();
        started.forEach(handle -> handle.onExit().join());
    }
}
