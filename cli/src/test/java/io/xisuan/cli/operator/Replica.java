package io.xisuan.cli.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of several operators: a process with a data folder, a log and pages of its own. */
final class Replica implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Pattern PAGES = Pattern.compile("health and metrics at (http://127\\.0\\.0\\.1:(\\d+))/");

    private final ChildProgram program;
    private final int saidBefore;

    private Replica(ChildProgram program, int saidBefore) {
        this.program = program;
        this.saidBefore = saidBefore;
    }

    /** What all replicas have alike. */
    record Ground(Path work, Path kubeconfig, String db) {
        Replica start(String name) {
            return Replica.start(
                    work.resolve(name + ".log"),
                    "operator",
                    "--kubeconfig",
                    kubeconfig.toString(),
                    "--data",
                    work.resolve(name).toString(),
                    "--db",
                    db,
                    "--listen",
                    "127.0.0.1:0");
        }
    }

    static Replica start(Path log, String... arguments) {
        ChildProgram program = ChildProgram.start(log, arguments);
        return new Replica(program, program.said().length());
    }

    /** Returns what this process has said. */
    String said() {
        return program.said().substring(saidBefore);
    }

    Replica leads() {
        awaitWord("leading cluster", START_LIMIT);
        return this;
    }

    Replica standsBy() {
        awaitWord("standing by", START_LIMIT);
        return this;
    }

    void awaitWord(String word, Duration limit) {
        Eventually.holds(
                "an operator says \"%s\"".formatted(word),
                limit,
                () -> said().contains(word) || !program.alive(),
                this::said);
        if (!said().contains(word)) {
            throw new AssertionError("it ended: " + said());
        }
    }

    /** Returns host and port of its pages. */
    String address() {
        return "127.0.0.1:" + pages().group(2);
    }

    HttpResponse<String> ask(String page) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(pages().group(1) + page))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Matcher pages() {
        awaitWord("health and metrics at", START_LIMIT);
        Matcher pages = PAGES.matcher(said());
        if (!pages.find()) {
            throw new AssertionError("it serves no pages: " + said());
        }
        return pages;
    }

    /** Stops it in the middle of whatever it does; it notices nothing. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder(List.of("kill", "-" + name, Long.toString(program.pid()))).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -%s %d failed".formatted(name, program.pid()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    ChildProgram program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }
}
