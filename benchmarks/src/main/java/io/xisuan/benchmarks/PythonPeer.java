package io.xisuan.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The parser of Python's {@code prometheus_client}, timed by a script in a process of its own, by its processor time. */
final class PythonPeer {
    private static final int LONGEST_SECONDS = 300;

    /**
     * What the script answered.
     *
     * @param problem why there is no figure, in one sentence
     */
    record Answer(Optional<Rounds.Statistic> megabytesPerSecond, String version, String refused, String problem) {}

    private PythonPeer() {}

    /** Runs the script; a Python or a library that is missing is an answer, not a failure. */
    static Answer measure(String python, ExporterTexts texts, long rounds) {
        try {
            Path folder = Files.createTempDirectory("xisuan-exposition");
            try {
                return answer(run(python, folder, texts, rounds));
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            return missing("%s did not start: %s".formatted(python, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return missing("the run was interrupted");
        }
    }

    private static List<String> run(String python, Path folder, ExporterTexts texts, long rounds)
            throws IOException, InterruptedException {
        Path script = folder.resolve("parse.py");
        try (InputStream in =
                Objects.requireNonNull(PythonPeer.class.getResourceAsStream("/benchmarks/client_python.py"))) {
            Files.write(script, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(python, script.toString(), String.valueOf(rounds)));
        for (int i = 0; i < texts.texts().size(); i++) {
            Path file = folder.resolve(i + ".prom");
            Files.write(file, texts.texts().get(i).body());
            command.add(file.toString());
        }
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return List.of("the script took more than %d s".formatted(LONGEST_SECONDS));
        }
        return Files.readAllLines(said, StandardCharsets.UTF_8);
    }

    /** Reads the three lines of the script: the version, the texts it refused, the figures of the rounds. */
    private static Answer answer(List<String> lines) {
        if (lines.size() != 3 || !lines.getFirst().startsWith("version ")) {
            return missing(lines.isEmpty() ? "the script said nothing" : lines.getLast());
        }
        double[] rates = Arrays.stream(lines.get(2).split(" "))
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
        Rounds.Statistic statistic = new Rounds.Statistic(rates[rates.length / 2], rates[0], rates[rates.length - 1]);
        return new Answer(Optional.of(statistic), lines.getFirst().substring("version ".length()), lines.get(1), "");
    }

    private static Answer missing(String problem) {
        return new Answer(Optional.empty(), "", "", problem);
    }

    private static void remove(Path folder) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
