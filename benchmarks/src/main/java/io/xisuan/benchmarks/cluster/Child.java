package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.NotMeasured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/** A process that this run started, ended by the process itself and never by a name. */
final class Child implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);
    private static final int LAST_LINES = 12;

    private final Process process;
    private final Path log;
    private final int ownFrom;
    private final long startedNanos;

    private Child(Process process, Path log, int ownFrom, long startedNanos) {
        this.process = process;
        this.log = log;
        this.ownFrom = ownFrom;
        this.startedNanos = startedNanos;
    }

    /**
     * Starts a program whose output goes to the end of a file.
     *
     * @param environment added to this program's own
     */
    static Child start(Path log, List<String> command, SortedMap<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        int ownFrom = read(log).length();
        long started = System.nanoTime();
        try {
            return new Child(builder.start(), log, ownFrom, started);
        } catch (IOException e) {
            throw new NotMeasured("%s cannot be started: %s".formatted(command.getFirst(), e.getMessage()));
        }
    }

    long startedNanos() {
        return startedNanos;
    }

    ProcessFacts facts() {
        return new ProcessFacts(process.pid());
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Returns all that this process said so far; earlier ones may have written into the same file. */
    String said() {
        return read(log).substring(ownFrom);
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the last lines. */
    String lastSaid() {
        List<String> lines = said().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Waits until it says a text; returns when that was noticed. */
    long awaitSaying(String text, Duration limit) {
        Wait.until(
                "a process says \"%s\"".formatted(text),
                limit,
                () -> said().contains(text) || !alive(),
                this::lastSaid);
        long now = System.nanoTime();
        if (!said().contains(text)) {
            throw new NotMeasured("a process ended before it said \"%s\": %s".formatted(text, lastSaid()));
        }
        return now;
    }

    /** Kills it as a power cut would, and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Asks it to end, and kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        if (!ended()) {
            process.destroyForcibly();
            ended();
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
