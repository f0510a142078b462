package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leader whose mandate ends in the middle of an act; the cluster is a server with three pods of a former leader. */
class MandateTest {
    private static final AttemptKey ATTEMPT = new AttemptKey(new JobId("team", "train", "job-uid"), 1);

    private final List<String> deleted = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KubernetesClient client;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ClusterActor actor;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        // It is held until something was deleted.
        actor = new ClusterActor(client, new ClusterId("one"), 7, deleted::isEmpty);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Success\"}";
        if (exchange.getRequestMethod().equals("DELETE")) {
            deleted.add(path);
        } else {
            String pods = IntStream.range(0, 3).mapToObj(MandateTest::pod).collect(Collectors.joining(","));
            body = "{\"metadata\": {}, \"items\": [%s]}".formatted(path.endsWith("/pods") ? pods : "");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String pod(int rank) {
        return """
                {"metadata": {"namespace": "team", "name": "train-1-%d", "uid": "uid-%d",
                 "labels": {"xisuan.io/job": "train", "xisuan.io/attempt": "1"},
                 "annotations": {"xisuan.io/epoch": "6", "xisuan.io/job-uid": "job-uid"},
                 "finalizers": ["xisuan.io/metering"]}}""".formatted(rank, rank);
    }

    @Test
    void a_stop_deletes_nothing_more_once_another_may_lead() {
        ActAnswer answer = actor.stop(ATTEMPT, 0);
        assertThat(deleted).containsExactly("/api/v1/namespaces/team/pods/train-1-0");
        assertThat(answer).isInstanceOf(ActAnswer.Unreachable.class);
    }

    @Test
    void a_sweep_deletes_nothing_more_once_another_may_lead() {
        Swept swept = actor.sweep(new TreeSet<>());
        assertThat(deleted).containsExactly("/api/v1/namespaces/team/pods/train-1-0");
        assertThat(swept.pods()).isEqualTo(1);
        assertThat(swept.answer()).isInstanceOf(ActAnswer.Unreachable.class);
    }
}
