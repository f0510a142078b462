package io.xisuan.operator.metering.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/** A Prometheus of the machine's own (Debian package {@code prometheus}) that asks some targets every second; ended by its process id. */
public final class RealPrometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a command said, on both outputs, and how it ended. */
    public record Answer(int code, String text) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private RealPrometheus(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts it in a folder.
     *
     * @param targets host and port by the name that the label {@code job} has
     */
    public static RealPrometheus start(Path folder, SortedMap<String, String> targets) {
        StringBuilder config =
                new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n");
        targets.forEach((job, address) -> config.append("- job_name: ")
                .append(job)
                .append("\n  static_configs: [{targets: [\"")
                .append(address)
                .append("\"]}]\n"));
        Path log = folder.resolve("prometheus.log");
        try {
            int port = freePort();
            Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + folder.resolve("tsdb"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new RealPrometheus(process, log, port);
        } catch (IOException e) {
            throw new UncheckedIOException("Debian's package prometheus has to be installed", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Returns the vector that a query gives now; an empty array while it is not up. */
    public JsonNode query(String promql) {
        try {
            HttpResponse<String> response = client.send(request(promql), HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body()).path("data").path("result");
        } catch (IOException e) {
            return JSON.createArrayNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a query ran", e);
        }
    }

    /** Returns what it logged. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has {@code promtool check metrics} look at a text. */
    public static Answer check(String exposition) {
        return tool(exposition, List.of("promtool", "check", "metrics"));
    }

    /** Runs {@code promtool} with arguments. */
    public static Answer tool(String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        return tool("", command);
    }

    private static Answer tool(String input, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException("Debian's package prometheus has to be installed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while promtool ran", e);
        }
    }

    /** Returns what a query is refused with, or nothing when it can be run. */
    public Optional<String> refusal(String promql) {
        try {
            HttpResponse<String> response = client.send(request(promql), HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            return answer.path("status").asText().equals("success")
                    ? Optional.empty()
                    : Optional.of(answer.path("error").asText(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a query ran", e);
        }
    }

    private HttpRequest request(String promql) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/query?query=%s"
                        .formatted(port, URLEncoder.encode(promql, StandardCharsets.UTF_8))))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
