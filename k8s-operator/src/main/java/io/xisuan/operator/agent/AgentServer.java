package io.xisuan.operator.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The agent as a service: one thread that reads the kubelet every ten seconds, and the pages {@code /metrics}, {@code /owners}, {@code
 * /healthz}, {@code /readyz}. {@code ?now=1} reads the kubelet first, at most once a second.
 */
public final class AgentServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;

    private final NodeAgent agent;
    private final InstantSource clock;
    private final Consumer<String> log;
    private final HttpServer http;
    private final ExecutorService answers = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService reads = Executors.newSingleThreadScheduledExecutor();
    private volatile String said = "";

    private AgentServer(NodeAgent agent, InstantSource clock, Consumer<String> log, HttpServer http) {
        this.agent = agent;
        this.clock = clock;
        this.log = log;
        this.http = http;
    }

    /** What a page says. */
    private record Page(int status, String contentType, String body) {}

    /** Makes a page of what is known. */
    private interface PageOf {
        Page of(NodeOwners known, String accepted);
    }

    /**
     * Binds the address and begins to read.
     *
     * @param log takes a line whenever the state of kubelet or API server changes
     * @throws IOException when the address is taken
     */
    public static AgentServer start(
            NodeAgent agent, InetSocketAddress listen, InstantSource clock, Consumer<String> log) throws IOException {
        AgentServer server = new AgentServer(agent, clock, log, HttpServer.create(listen, BACKLOG));
        server.serve();
        return server;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a read throws nothing, so it goes on until the server is closed
    private void serve() {
        page("/metrics", this::metrics);
        page(
                "/owners",
                (known, accepted) -> new Page(
                        HttpURLConnection.HTTP_OK,
                        "application/json",
                        JsonText.of(OwnersJson.of(agent.facts(), known, clock.millis()))));
        page(
                "/healthz",
                (known, accepted) -> agent.idle().compareTo(NodeAgent.STALE) <= 0
                        ? plain(HttpURLConnection.HTTP_OK, "ok")
                        : plain(HttpURLConnection.HTTP_UNAVAILABLE, "no read has ended for " + agent.idle()));
        page(
                "/readyz",
                (known, accepted) -> known.kubeletUp()
                        ? plain(HttpURLConnection.HTTP_OK, "ok")
                        : plain(HttpURLConnection.HTTP_UNAVAILABLE, state(known)));
        http.setExecutor(answers);
        http.start();
        reads.scheduleWithFixedDelay(this::read, 0, NodeAgent.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns the address that is served. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    private void read() {
        try {
            String state = state(agent.poll());
            if (!state.equals(said)) {
                said = state;
                log.accept(state);
            }
        } catch (RuntimeException e) {
            // A defect must not end the reads; what is known grows stale and is withdrawn by its age.
            log.accept("a read failed by a defect: " + e);
        }
    }

    private static String state(NodeOwners known) {
        String api = known.apiNote().isEmpty() ? "" : "; the API server does not answer: " + known.apiNote();
        return switch (known.kubelet()) {
            case KubeletView.Read read -> "the kubelet answers by %s%s".formatted(read.api(), api);
            case KubeletView.Failed failed ->
                "the kubelet cannot be read: %s, %s".formatted(failed.fault(), failed.detail());
        };
    }

    private Page metrics(NodeOwners known, String accepted) {
        AgentExposition.Form form = AgentExposition.Form.accepted(accepted);
        return new Page(
                HttpURLConnection.HTTP_OK, form.contentType(), AgentExposition.write(agent.facts(), known, form));
    }

    private static Page plain(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", text + "\n");
    }

    private void page(String path, PageOf page) {
        http.createContext(path, exchange -> {
            try (exchange) {
                boolean exact = exchange.getRequestURI().getPath().equals(path);
                boolean read = exchange.getRequestMethod().equals("GET")
                        || exchange.getRequestMethod().equals("HEAD");
                if (!exact || !read) {
                    answer(
                            exchange,
                            plain(exact ? HttpURLConnection.HTTP_BAD_METHOD : HttpURLConnection.HTTP_NOT_FOUND, "no"));
                    return;
                }
                String query = exchange.getRequestURI().getQuery();
                NodeOwners known = "now=1".equals(query) ? agent.fresh() : agent.latest();
                List<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
                answer(exchange, page.of(known, String.join(",", accepted)));
            }
        });
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", page.contentType());
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
        reads.shutdownNow();
    }
}
