package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Helm release keeps is changed by no command; the cluster is a server that has the release, its role and nothing else. */
class BesideHelmTest extends CommandTest {
    private static final Set<String> LISTS =
            Set.of("statefulsets", "deployments", "pods", "secrets", "priorityclasses", "tenants", "namespaces");
    private static final String ROLE = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole",
            "metadata":{"name":"xisuan-operator","annotations":{"meta.helm.sh/release-name":"hub"}},"rules":[]}""";

    @TempDir
    private Path folder = Path.of(".");

    private final List<String> written = new CopyOnWriteArrayList<>();
    private String status = "deployed";

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private String kubeconfig() throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                        apiVersion: v1
                        kind: Config
                        clusters: [{name: hub, cluster: {server: "http://127.0.0.1:%d"}}]
                        users: [{name: admin, user: {token: t}}]
                        contexts: [{name: hub, context: {cluster: hub, user: admin}}]
                        current-context: hub
                        """.formatted(
                                server.getAddress().getPort()))
                .toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                written.add(exchange.getRequestMethod() + " " + path);
            }
            String text = text(path);
            byte[] bytes =
                    (text.isEmpty() ? "{\"kind\":\"Status\",\"code\":404}" : text).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(text.isEmpty() ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String text(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (LISTS.contains(last)) {
            return "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[%s]}"
                    .formatted(last.equals("secrets") ? release() : "");
        }
        if (path.equals("/version")) {
            return "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.0\"}";
        }
        return path.endsWith("/clusterroles/xisuan-operator") ? ROLE : "";
    }

    private String release() {
        return """
            {"apiVersion":"v1","kind":"Secret","type":"helm.sh/release.v1",
            "metadata":{"name":"sh.helm.release.v1.hub.v1","namespace":"xisuan-system","labels":{"owner":"helm","name":"hub","status":"%s"}}}""".formatted(status);
    }

    private int purge() throws IOException {
        return run("uninstall", "--purge", "hub", "--dry-run", "--lang", "en", "--kubeconfig", kubeconfig());
    }

    @Test
    void doctor_puts_nothing_right_that_a_release_keeps_and_says_what_does() throws IOException {
        assertThat(run("doctor", "--only", "setup", "--fix", "--lang", "en", "--kubeconfig", kubeconfig()))
                .as("%s%s", out, err)
                .isEqualTo(1);
        assertThat(err.toString()).contains("helm upgrade hub -n xisuan-system");
        assertThat(written).isEmpty();
    }

    @Test
    void nothing_is_purged_from_under_a_release_and_what_it_left_is() throws IOException {
        assertThat(purge()).isEqualTo(1);
        assertThat(err.toString()).contains("helm uninstall hub -n xisuan-system, and purge after that");
        status = "uninstalled";
        assertThat(purge()).as("%s%s", out, err).isZero();
        assertThat(written).isEmpty();
    }
}
