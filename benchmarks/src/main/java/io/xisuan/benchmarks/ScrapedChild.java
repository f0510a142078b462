package io.xisuan.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@link ScrapeServer} in a JVM of its own, as its parent sees it. */
final class ScrapedChild implements AutoCloseable {
    private final Process process;
    private final int port;

    /** Starts it and waits until it serves; with TLS where a folder for its keys is given. */
    ScrapedChild(Optional<Path> keys) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ScrapeServer.class.getName()));
        keys.ifPresent(folder -> command.add(folder.toString()));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            port = port(process.inputReader(StandardCharsets.UTF_8));
        } catch (IOException error) {
            throw new NotMeasured("no JVM can be started for the targets: " + error.getMessage());
        }
    }

    private static int port(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new NotMeasured("the process of the targets ended before it served");
    }

    int port() {
        return port;
    }

    /** Returns the processor time that it took so far. */
    Duration processorTime() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new NotMeasured("the system does not tell the processor time of a process"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
