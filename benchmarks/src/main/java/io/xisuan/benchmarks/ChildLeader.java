package io.xisuan.benchmarks;

import io.xisuan.model.JobId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link FenceLeader} in a JVM of its own, as its parent sees it: lines, and signals that stop and continue it. */
final class ChildLeader implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    /** Starts it. */
    ChildLeader(String role, Path kubeconfig, String store, JobId job) {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FenceLeader.class.getName(),
                role,
                kubeconfig.toString(),
                store,
                job.namespace(),
                job.name(),
                job.uid());
        try {
            process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException error) {
            throw new NotMeasured("no JVM can be started: " + error.getMessage());
        }
        lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns the first line that begins with the word. */
    String await(String word) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(word)) {
                    return line;
                }
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        throw new NotMeasured("a leader's process ended before it said " + word);
    }

    void goOn() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    void stop() {
        signal("-STOP");
    }

    void proceed() {
        signal("-CONT");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder(List.of("kill", signal, Long.toString(process.pid()))).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new NotMeasured("kill %s does not work here".formatted(signal));
            }
        } catch (IOException error) {
            throw new NotMeasured("kill %s does not work here: %s".formatted(signal, error.getMessage()));
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new NotMeasured("interrupted");
        }
    }
}
