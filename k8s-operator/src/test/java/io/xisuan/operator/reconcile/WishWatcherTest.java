package io.xisuan.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.operator.report.Pace;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watcher and an API server that has empty lists, breaks off, and says what nobody can read. */
class WishWatcherTest {
    private static final String GARBLED = """
            {"type": "ADDED", "object": {"apiVersion": "xisuan.io/v1alpha1", "kind": "Site",\
             "metadata": {"name": "east", "resourceVersion": "2"}, "spec": "a text where fields belong"}}
            """;

    private final AtomicInteger brokenLists = new AtomicInteger();
    private final AtomicInteger garbledWatches = new AtomicInteger();
    private final AtomicInteger listsOfSites = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ExecutorService threads;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        over.countDown();
        client.close();
        server.stop(0);
        threads.close();
    }

    private WishWatcher watcher() {
        StatusBoard board = new StatusBoard(Clock.systemUTC());
        StatusWriter writer = new StatusWriter(
                client, board, new StatusWriter.Settings(1, Pace.DEFAULT, Clock.systemUTC()), message -> {});
        return WishWatcher.start(client, board, writer, () -> {});
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean sites = exchange.getRequestURI().getPath().endsWith("/sites");
        if (String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true")) {
            boolean upgrade = exchange.getRequestHeaders().containsKey("Upgrade");
            watch(exchange, sites && !upgrade && garbledWatches.getAndUpdate(left -> Math.max(0, left - 1)) > 0);
        } else if (sites && brokenLists.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            // The connection ends without an answer.
            exchange.close();
        } else {
            listsOfSites.addAndGet(sites ? 1 : 0);
            byte[] body =
                    "{\"metadata\": {\"resourceVersion\": \"1\"}, \"items\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }

    private void watch(HttpExchange exchange, boolean garbled) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            // No web sockets here: the client then asks as plain HTTP.
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        if (garbled) {
            exchange.getResponseBody().write(GARBLED.getBytes(StandardCharsets.UTF_8));
        }
        exchange.getResponseBody().flush();
        try {
            assertThat(over.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Test
    void a_server_that_breaks_off_at_the_start_is_asked_again() {
        brokenLists.set(2);
        try (WishWatcher watcher = watcher()) {
            assertThat(watcher.synced()).isTrue();
            assertThat(watcher.failure()).isEmpty();
        }
        assertThat(brokenLists).hasValue(0);
    }

    @Test
    void a_watch_that_ends_with_an_error_is_begun_anew() {
        garbledWatches.set(1);
        try (WishWatcher watcher = watcher()) {
            Eventually.see("a second list", () -> watcher.synced() && listsOfSites.get() > 1, seen -> seen);
            assertThat(watcher.failure()).isEmpty();
            assertThat(watcher.wishes().sites()).isEmpty();
        }
    }

    @Test
    void a_watch_that_ends_again_and_again_is_given_up() {
        garbledWatches.set(Integer.MAX_VALUE);
        try (WishWatcher watcher = watcher()) {
            Optional<String> failure = Eventually.see("a failure", watcher::failure, said -> said.isPresent());
            assertThat(failure.orElseThrow())
                    .startsWith("Site is no longer watched: ")
                    .contains("a text where fields belong");
            assertThat(watcher.synced()).isFalse();
        }
    }
}
