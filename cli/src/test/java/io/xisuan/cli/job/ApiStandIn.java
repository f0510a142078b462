package io.xisuan.cli.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An HTTP server that gives an API server's answers by path: what fake nodes cannot give, the logs of workers, among them. */
final class ApiStandIn implements AutoCloseable {
    private record Answer(int code, String text) {}

    private final HttpServer server;
    private final ConcurrentSkipListMap<String, Answer> answers = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, String> deleted = new ConcurrentSkipListMap<>();

    ApiStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** Has a path answered so from now on. */
    void says(String path, int code, String text) {
        answers.put(path, new Answer(code, text));
    }

    /** Returns the bodies of deletions by path. */
    SortedMap<String, String> deleted() {
        return new TreeMap<>(deleted);
    }

    /** Writes a kubeconfig of a firm in namespace team. */
    Path kubeconfig(Path folder) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: hub, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: firm, user: {token: t}}]
                    contexts: [{name: firm, context: {cluster: hub, user: firm, namespace: team}}]
                    current-context: firm
                    """.formatted(
                            server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("DELETE")) {
                deleted.put(path, body);
            }
            Answer answer = Optional.ofNullable(answers.get(path)).orElse(new Answer(404, """
                    {"kind":"Status","apiVersion":"v1","status":"Failure","message":"%s is not here","reason":"NotFound","code":404}""".formatted(path)));
            byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", answer.text().startsWith("{") ? "application/json" : "text/plain");
            // A connection that is kept may end just when the client takes it for its next question.
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
