package io.xisuan.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.model.NodeName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of the lists of an API server, here a server that answers lists of pods by their labels. */
class ExporterPodsTest {
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final String READY = """
            {"metadata": {"namespace": "gpu", "name": "dcgm-a", "labels": {"app": "dcgm", "shard": "1"}},
             "spec": {"nodeName": "node-1", "containers": [
               {"name": "c", "ports": [{"name": "metrics", "containerPort": 9400}, {"containerPort": 9401}]}, {"name": "d"}]},
             "status": {"phase": "Running", "podIP": "10.0.0.7", "conditions": [{"type": "Ready", "status": "True"}]}}""";
    private static final String STARTING = """
            {"metadata": {"namespace": "gpu", "name": "dcgm-b", "labels": {"app": "dcgm"}},
             "spec": {"nodeName": "node-2", "containers": [{"name": "c"}]},
             "status": {"phase": "Running", "podIP": "10.0.0.8", "conditions": [{"type": "Ready", "status": "False"}]}}""";
    private static final String NOWHERE = """
            {"metadata": {"namespace": "gpu", "name": "dcgm-c", "labels": {"app": "dcgm"}},
             "spec": {"containers": [{"name": "c"}]}, "status": {"phase": "Running"}}""";

    private final AtomicLong now = new AtomicLong(1_767_225_600_000L);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final Map<String, String> pods = new TreeMap<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/pods", this::list);
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

    private void list(HttpExchange exchange) throws IOException {
        String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        queries.add(query);
        String items = pods.entrySet().stream()
                .filter(entry -> query.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        byte[] body = "{\"apiVersion\": \"v1\", \"kind\": \"PodList\", \"metadata\": {}, \"items\": [%s]}"
                .formatted(items)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(broken.get() ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static SortedMap<String, String> label(String app) {
        return new TreeMap<>(Map.of("app", app));
    }

    private ExporterPods listing(String... apps) {
        return new ExporterPods(
                client,
                () -> Instant.ofEpochMilli(now.get()),
                PERIOD,
                Stream.of(apps).map(ExporterPodsTest::label).toList());
    }

    @Test
    void running_pods_on_nodes_are_found_by_their_labels_with_their_named_ports() {
        pods.put("app=dcgm", READY + "," + STARTING + "," + NOWHERE);
        List<ExporterPod> found = listing("dcgm", "npu").pods();
        assertThat(found)
                .containsExactly(
                        new ExporterPod(
                                new NodeName("node-1"),
                                "gpu/dcgm-a",
                                new TreeMap<>(Map.of("app", "dcgm", "shard", "1")),
                                "10.0.0.7",
                                new TreeMap<>(Map.of("metrics", 9400)),
                                true),
                        new ExporterPod(
                                new NodeName("node-2"),
                                "gpu/dcgm-b",
                                new TreeMap<>(Map.of("app", "dcgm")),
                                "10.0.0.8",
                                new TreeMap<>(),
                                false));
        assertThat(queries).hasSize(2).allMatch(query -> query.contains("status.phase=Running"));
    }

    @Test
    void a_pod_that_two_rules_find_is_one() {
        pods.put("app=dcgm", READY);
        pods.put("app=other", READY);
        assertThat(listing("dcgm", "other").pods()).hasSize(1);
    }

    @Test
    void the_list_is_taken_anew_after_its_period_only() {
        ExporterPods listing = listing("dcgm");
        assertThat(listing.pods()).isEmpty();
        pods.put("app=dcgm", READY);
        now.addAndGet(PERIOD.toMillis() - 1);
        assertThat(listing.pods()).isEmpty();
        now.addAndGet(1);
        assertThat(listing.pods()).hasSize(1);
        assertThat(queries).hasSize(2);
    }

    @Test
    void the_known_ones_stay_while_the_api_server_fails() {
        pods.put("app=dcgm", READY);
        ExporterPods listing = listing("dcgm");
        assertThat(listing.pods()).hasSize(1);
        broken.set(true);
        now.addAndGet(PERIOD.toMillis());
        assertThat(listing.pods()).hasSize(1);
        assertThat(queries.size()).isGreaterThan(1);
        broken.set(false);
        pods.clear();
        now.addAndGet(PERIOD.toMillis());
        assertThat(listing.pods()).isEmpty();
    }

    @Test
    void without_rules_by_labels_nothing_is_listed() {
        assertThat(listing().pods()).isEmpty();
        assertThat(queries).isEmpty();
    }
}
