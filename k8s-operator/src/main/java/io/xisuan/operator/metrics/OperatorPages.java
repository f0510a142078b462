package io.xisuan.operator.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The pages {@code /healthz}, {@code /readyz} and {@code /metrics}, by plain HTTP; nothing that is asked there changes anything. */
public final class OperatorPages implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";
    private static final int THREADS = 4;
    private static final int WAITING = 32;

    private final HttpServer http;
    private final ThreadPoolExecutor answers = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("pages-", 0).factory(),
            // More at once are answered one after the other.
            new ThreadPoolExecutor.CallerRunsPolicy());

    private OperatorPages(HttpServer http) {
        this.http = http;
    }

    /** What a page says. */
    private record Page(int status, String type, String body) {}

    /**
     * Binds the address and answers from then on.
     *
     * @throws InputException when the address is taken or none of this machine's
     */
    public static OperatorPages open(InetSocketAddress listen, OperatorMetrics metrics, Health health) {
        try {
            OperatorPages pages = new OperatorPages(HttpServer.create(listen, WAITING));
            pages.page("/healthz", () -> page(health.live()));
            pages.page("/readyz", () -> page(health.ready()));
            pages.page("/metrics", () -> new Page(HttpURLConnection.HTTP_OK, EXPOSITION, metrics.scrape()));
            pages.http.setExecutor(pages.answers);
            pages.http.start();
            return pages;
        } catch (IOException e) {
            throw InputException.of("--listen: %s:%d cannot be listened on: %s"
                    .formatted(listen.getHostString(), listen.getPort(), e.getMessage()));
        }
    }

    public InetSocketAddress address() {
        return http.getAddress();
    }

    private static Page page(Health.Word word) {
        return new Page(
                word.well() ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE,
                TEXT,
                word.text().strip() + "\n");
    }

    private void page(String path, Supplier<Page> page) {
        http.createContext(path, exchange -> {
            try (exchange) {
                boolean exact = exchange.getRequestURI().getPath().equals(path);
                boolean reads = exchange.getRequestMethod().equals("GET")
                        || exchange.getRequestMethod().equals("HEAD");
                int refused = exact ? HttpURLConnection.HTTP_BAD_METHOD : HttpURLConnection.HTTP_NOT_FOUND;
                answer(exchange, exact && reads ? page.get() : new Page(refused, TEXT, "no\n"));
            }
        });
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", page.type());
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(page.status(), head ? -1 : body.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
        answers.shutdownNow();
    }
}
