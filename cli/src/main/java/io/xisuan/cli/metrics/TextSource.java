package io.xisuan.cli.metrics;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.exposition.ContentType;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a command takes an exporter's text from. */
final class TextSource {
    @Parameters(
            paramLabel = "FILE|URL",
            description = "The text as the exporter answered it, or the exporter's own address (http or https).")
    private String source = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or openmetrics (default: what the exporter says it is; of a file, text).")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--timeout",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "How long an exporter may take (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds = 10;

    /** Returns the text. */
    ExporterAnswer answer() throws ExporterUnreachable {
        return source.startsWith("http://") || source.startsWith("https://") ? fetched() : read();
    }

    /** Returns what the text is to be read as: what the user says, else what the exporter says. */
    ExpositionFormat formatOf(ExporterAnswer answer) {
        return switch (format.orElse("")) {
            case "" -> answer.contentType().format();
            case "text" -> ExpositionFormat.TEXT;
            case "openmetrics" -> ExpositionFormat.OPENMETRICS;
            default ->
                throw InputException.of("--format %s: known are text and openmetrics".formatted(format.orElse("")));
        };
    }

    private ExporterAnswer read() {
        Path file = path();
        if (!Files.isRegularFile(file)) {
            throw InputException.of(
                    "%s is no file; give the saved answer of an exporter, or its address".formatted(file));
        }
        try {
            return new ExporterAnswer(source, Files.readAllBytes(file), ContentType.of("text/plain"), "");
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private Path path() {
        try {
            return Path.of(source);
        } catch (InvalidPathException e) {
            throw InputException.of("%s is no file: %s".formatted(source, e.getReason()));
        }
    }

    private ExporterAnswer fetched() throws ExporterUnreachable {
        if (timeoutSeconds < 1) {
            throw InputException.of("--timeout %d: at least one second".formatted(timeoutSeconds));
        }
        Duration timeout = Duration.ofSeconds(timeoutSeconds);
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(source))
                    .timeout(timeout)
                    .header("Accept", ContentType.ACCEPT)
                    .build();
            return taken(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new ExporterUnreachable("%s gave no answer within %d s: %s"
                    .formatted(
                            source,
                            timeoutSeconds,
                            e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s is no address: %s".formatted(source, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExporterUnreachable("%s: interrupted".formatted(source));
        }
    }

    private ExporterAnswer taken(HttpResponse<InputStream> response) throws IOException, ExporterUnreachable {
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new ExporterUnreachable(
                        "%s answered with status %d, not with a text".formatted(source, response.statusCode()));
            }
            byte[] body = in.readNBytes(ReadLimits.DEFAULT.bodyBytes() + 1);
            String said = response.headers().firstValue("Content-Type").orElse("");
            return new ExporterAnswer(source, body, ContentType.of(said), said);
        }
    }
}
