package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.model.ClusterId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setup of clusters by the version that they state; the cluster is a server that states one and knows nothing else. */
class OldClusterTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String version = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        boolean known = path.equals("/version");
        byte[] bytes = (known ? version : "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 404}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void states(String major, String minor) {
        version = "{\"major\": \"%s\", \"minor\": \"%s\", \"gitVersion\": \"v%s.%s.0\"}"
                .formatted(major, minor, major, minor);
    }

    @ParameterizedTest
    @CsvSource({"1, 29", "1, 29+", "1, 9", "0, 31", "1, ''"})
    void an_older_cluster_is_refused_in_one_sentence_and_asked_nothing_more(String major, String minor) {
        states(major, minor);
        for (ActAnswer answer : List.of(
                ClusterSetup.check(client, new ClusterId("east")),
                ClusterSetup.install(client, new ClusterId("east")))) {
            assertThat(answer)
                    .isEqualTo(new ActAnswer.Refused(
                            RefusalReason.TOO_OLD,
                            "Cluster east runs Kubernetes %s.%s: Xisuan needs 1.30 or newer, whose admission policies fence it"
                                    .formatted(major, minor)));
        }
        assertThat(asked).containsOnly("/version");
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "1, 30+", "1, 36", "2, 0"})
    void a_cluster_of_the_oldest_version_or_a_newer_one_is_looked_at(String major, String minor) {
        states(major, minor);
        assertThat(ClusterSetup.check(client, new ClusterId("east")))
                .isInstanceOfSatisfying(
                        ActAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.NOT_SET_UP));
        assertThat(asked).hasSizeGreaterThan(1);
    }
}
