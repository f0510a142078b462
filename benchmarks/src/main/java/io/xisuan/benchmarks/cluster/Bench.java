package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.Bar;
import io.xisuan.benchmarks.Figure;
import io.xisuan.benchmarks.Parameters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the parts of a run share: its options, how the program is started, and what was found so far. */
final class Bench {
    private final Parameters parameters;
    private final Program program;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Bench(Parameters parameters, Program program, Consumer<String> progress) {
        this.parameters = parameters;
        this.program = program;
        this.progress = progress;
    }

    Parameters parameters() {
        return parameters;
    }

    Program program() {
        return program;
    }

    /** Says something to people who wait. */
    void say(String line) {
        progress.accept(line);
    }

    /** Returns how long anything that is awaited may take. */
    Duration limit() {
        return Duration.ofSeconds(parameters.number("limit-seconds", 1, 3_600));
    }

    void found(Figure figure) {
        figures.add(figure);
        say("%s: %s %s".formatted(figure.metric(), figure.value(), figure.unit()));
    }

    void found(String metric, double value, String unit, Optional<Bar> bar) {
        found(Figure.once(metric, value, unit, bar));
    }

    /** Returns a bar where the run is what the bar was stated for, else none. */
    static Optional<Bar> barWhere(boolean comparable, Bar bar) {
        return comparable ? Optional.of(bar) : Optional.empty();
    }

    void note(String line) {
        notes.add(line);
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Brings a control plane up for one part. */
    Lab lab(String purpose, String... options) {
        say("bringing a control plane up for " + purpose);
        Optional<Path> logs =
                parameters.text("logs").isEmpty() ? Optional.empty() : Optional.of(parameters.path("logs"));
        return Lab.up(purpose, limit(), logs, List.of(options));
    }
}
