package io.xisuan.operator.elect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two candidates and a server that keeps one Lease. */
class CandidacyTest {
    private static final LeaseTimes TIMES =
            new LeaseTimes(Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofMillis(100));

    private final ObjectMapper json = new ObjectMapper();
    private Optional<ObjectNode> lease = Optional.empty();
    private int version;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/apis/coordination.k8s.io/v1/", this::answer);
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
        client.close();
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        int code = 200;
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!sent.isEmpty()) {
            ObjectNode written = (ObjectNode) json.readTree(sent);
            String over = written.path("metadata").path("resourceVersion").asText("");
            boolean current = over.equals(lease.isEmpty() ? "" : Integer.toString(version));
            code = current ? 200 : 409;
            if (current) {
                version++;
                written.withObject("/metadata").put("resourceVersion", Integer.toString(version));
                lease = Optional.of(written);
            }
        } else if (lease.isEmpty()) {
            code = 404;
        }
        String body = code == 200
                ? lease.orElseThrow().toString()
                : "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": %d}".formatted(code);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Candidacy stand(String name, Office office, Supplier<Optional<String>> unfit) {
        return Candidacy.start(
                client,
                new Candidacy.Candidate(name, TIMES, Clock.systemUTC(), System::nanoTime, unfit),
                office,
                () -> {});
    }

    private static void await(String what, BooleanSupplier seen) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!seen.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void a_leader_that_is_unfit_gives_its_office_up_and_another_takes_it() {
        Office first = new Office(System::nanoTime, TIMES.renewBy());
        Office second = new Office(System::nanoTime, TIMES.renewBy());
        AtomicReference<Optional<String>> stuck = new AtomicReference<>(Optional.empty());
        try (Candidacy leading = stand("one", first, stuck::get)) {
            await("the first leads", first::held);
            try (Candidacy waiting = stand("two", second, Optional::empty)) {
                await("the second sees it", () -> waiting.holder().equals(Optional.of("one")));
                assertThat(second.held()).isFalse();

                stuck.set(Optional.of("its step does not end"));

                await("the first has resigned", () -> first.lost().isPresent());
                assertThat(first.held()).isFalse();
                assertThat(first.lost()).contains("its step does not end");
                await("the second leads", second::held);
                assertThat(leading.alive()).isTrue();
            }
        }
    }
}
