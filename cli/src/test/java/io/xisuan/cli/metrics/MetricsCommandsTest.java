package io.xisuan.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCommandsTest extends CommandTest {
    private static final String DCGM = """
            # HELP DCGM_FI_DEV_GPU_UTIL GPU utilization (in %).
            # TYPE DCGM_FI_DEV_GPU_UTIL gauge
            DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-a",modelName="H800",hostname="n"} 5
            DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-b",modelName="H800",hostname="n"} 9223372036854775794
            """;

    @TempDir
    private Path folder = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer server;

    private String type = "text/plain; version=0.0.4";
    private String text = DCGM;
    private int status = 200;
    private String accept = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:%d/metrics".formatted(server.getAddress().getPort());
    }

    @Test
    void an_exporter_is_asked_and_its_families_and_devices_are_shown() throws IOException {
        assertThat(run("metrics", "parse", url(), "-o", "json")).isZero();
        assertThat(accept).contains("application/openmetrics-text;version=1.0.0");
        assertThat(json().path("exporter").asText()).isEqualTo("dcgm-exporter");
        assertThat(json().path("families").path(0).path("type").asText()).isEqualTo("gauge");
        assertThat(json().path("families").path(0).path("samples").asInt()).isEqualTo(2);
        assertThat(json().path("devices").path(0).path("key").asText()).isEqualTo("GPU-a");
        assertThat(run("metrics", "parse", url())).isZero();
        assertThat(out.toString())
                .contains("Exporter: dcgm-exporter")
                .contains("DCGM_FI_DEV_GPU_UTIL")
                .contains("GPU-b");
    }

    @Test
    void the_content_type_chooses_the_format_unless_the_user_does() throws IOException {
        type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        text = "# TYPE a counter\na_total 1\n# EOF\n";
        assertThat(run("metrics", "parse", url(), "-o", "json")).isZero();
        assertThat(json().path("format").asText()).isEqualTo("openmetrics");
        text = "a 1\n";
        assertThat(run("metrics", "parse", url(), "-o", "json")).isEqualTo(1);
        assertThat(run("metrics", "parse", url(), "--format", "text")).isZero();
        type = "text/html";
        assertThat(run("metrics", "parse", url())).isZero();
        assertThat(out.toString()).contains("\"text/html\" is none of the formats'");
    }

    @Test
    void an_exporter_that_gives_no_text_is_unreachable() throws IOException {
        status = 503;
        assertThat(run("metrics", "parse", url())).isEqualTo(5);
        assertThat(err.toString()).contains("status 503");
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(run("metrics", "lint", "http://127.0.0.1:" + closed + "/metrics"))
                .isEqualTo(5);
        assertThat(err.toString()).contains("gave no answer");
        assertThat(run("metrics", "lint", "http://no host/")).isEqualTo(2);
    }

    @Test
    void lint_says_what_is_wrong_where_and_what_to_do() throws IOException {
        Path file = Files.writeString(folder.resolve("a.prom"), DCGM + "b{UUID=\"GPU-a\"} ERROR\n");
        assertThat(run("metrics", "lint", file.toString(), "-o", "json")).isEqualTo(1);
        assertThat(json().path("accepted").asBoolean()).isFalse();
        assertThat(json().path("findings").path(0).path("rule").asText()).isEqualTo("blank-value");
        assertThat(json().path("findings").path(0).path("line").asInt()).isEqualTo(4);
        assertThat(json().path("findings").path(1).path("rule").asText()).isEqualTo("error");
        assertThat(json().path("findings").path(1).path("column").asInt()).isEqualTo(17);
        assertThat(json().path("findings").path(1).path("text").asText()).contains("ERROR");
    }

    @Test
    void lint_of_a_text_that_is_only_remarkable_is_no_failure() throws IOException {
        Path file = Files.writeString(folder.resolve("a.prom"), "a 1\na 1\n");
        assertThat(run("metrics", "lint", file.toString())).isZero();
        assertThat(out.toString()).contains("no-type").contains("repeated").contains("the same sample as on line 1");
    }
}
