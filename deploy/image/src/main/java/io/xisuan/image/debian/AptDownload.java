package io.xisuan.image.debian;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * Fetches by apt where the machine has it, so that the proxies, certificates and credentials that its administrator gave
 * apt count here too; elsewhere by plain HTTP through the proxy of the JVM's system properties.
 */
public final class AptDownload implements Download {
    private static final Path APT = Path.of("/usr/lib/apt/apt-helper");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FOUND = 200;
    private static final int LINES = 3;

    @Override
    public void fetch(URI from, Path to) throws IOException {
        try {
            if (Files.isExecutable(APT)) {
                byApt(from, to);
            } else {
                byHttp(from, to);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while fetching " + from).initCause(e);
        }
    }

    /** Lets apt write to a folder of its own: it drops its rights to a user who may not write where it likes. */
    private static void byApt(URI from, Path to) throws IOException, InterruptedException {
        Path log = Files.createTempFile("apt", ".log");
        Process apt = new ProcessBuilder(List.of(
                        APT.toString(),
                        "-o",
                        "APT::Sandbox::User=root",
                        "download-file",
                        from.toString(),
                        to.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = apt.waitFor();
        List<String> said = Files.readAllLines(log, StandardCharsets.UTF_8);
        Files.delete(log);
        if (exit != 0) {
            throw absent(from, String.join(" ", said.subList(Math.max(0, said.size() - LINES), said.size())));
        }
    }

    private static void byHttp(URI from, Path to) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.getDefault())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build()) {
            HttpResponse<Path> answer = client.send(
                    HttpRequest.newBuilder(from).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofFile(to.resolveSibling(to.getFileName() + ".body")));
            if (answer.statusCode() != FOUND) {
                Files.deleteIfExists(answer.body());
                throw absent(from, "the mirror answers " + answer.statusCode());
            }
            Files.move(answer.body(), to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static InputException absent(URI from, String why) {
        return InputException.of(
                "%s cannot be fetched (%s): where the mirror dropped that version, write the pins anew with deploy/image/pin; else name another mirror with --debian-mirror"
                        .formatted(from, why.strip()));
    }
}
