package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom an installation named, by its bindings; the cluster is a server that has these alone. */
class SetupLookTest {
    private static final String BINDINGS = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/";

    private static final Map<String, String> SUBJECTS = Map.of(
            BINDINGS + "xisuan-operator",
            "{\"kind\":\"ServiceAccount\",\"namespace\":\"xisuan-system\",\"name\":\"xisuan-operator\"},{\"kind\":\"Group\",\"name\":\"o\"}",
            BINDINGS + "xisuan-operations",
            "{\"kind\":\"User\",\"name\":\"flux\"},{\"kind\":\"Group\",\"name\":\"ops\"}",
            BINDINGS + "xisuan-finance",
            "{\"kind\":\"Group\",\"name\":\"money\"}");

    @Test
    void the_groups_of_an_installation_are_those_that_it_bound_and_not_the_defaults() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", SetupLookTest::answer);
        server.start();
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            SetupOptions options = SetupLook.at(client).options();

            assertThat(options)
                    .isEqualTo(new SetupOptions(
                            "system:serviceaccount:xisuan-system:xisuan-operator",
                            "o",
                            "ops",
                            "money",
                            SetupOptions.DEFAULTS.tenantsGroup(),
                            SetupOptions.Enforcement.WARN,
                            SetupOptions.DEFAULTS.patience()));
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> subjects =
                    Optional.ofNullable(SUBJECTS.get(exchange.getRequestURI().getPath()));
            byte[] bytes =
                    "{\"kind\":\"ClusterRoleBinding\",\"apiVersion\":\"rbac.authorization.k8s.io/v1\",\"metadata\":{\"name\":\"n\"},\"subjects\":[%s]}"
                            .formatted(subjects.orElse(""))
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(subjects.isPresent() ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
