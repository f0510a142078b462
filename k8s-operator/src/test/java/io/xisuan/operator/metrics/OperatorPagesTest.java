package io.xisuan.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages that a kubelet and a Prometheus ask for. */
class OperatorPagesTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final AtomicBoolean well = new AtomicBoolean(true);
    private final OperatorPages pages = OperatorPages.open(ANY, new OperatorMetrics(), new Health() {
        @Override
        public Word live() {
            return new Word(true, "leading");
        }

        @Override
        public Word ready() {
            return new Word(well.get(), well.get() ? "leading" : "the store does not answer");
        }
    });

    @AfterEach
    void stop() {
        pages.close();
    }

    @Test
    void health_and_readiness_are_answered_apart() throws Exception {
        assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/readyz").statusCode()).isEqualTo(200);
        well.set(false);
        HttpResponse<String> refused = ask("GET", "/readyz");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).isEqualTo("the store does not answer\n");
        assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void other_pages_and_other_methods_are_refused() throws Exception {
        assertThat(ask("GET", "/metrics/all").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/healthz").statusCode()).isEqualTo(405);
        assertThat(ask("GET", "/").statusCode()).isEqualTo(404);
    }

    @Test
    void an_address_that_is_taken_is_said() {
        assertThatThrownBy(() -> OperatorPages.open(pages.address(), new OperatorMetrics(), new Health() {
                    @Override
                    public Word live() {
                        return new Word(true, "");
                    }

                    @Override
                    public Word ready() {
                        return new Word(true, "");
                    }
                }))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--listen: 127.0.0.1:" + pages.address().getPort());
    }

    private HttpResponse<String> ask(String method, String page) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI at =
                    URI.create("http://127.0.0.1:%d%s".formatted(pages.address().getPort(), page));
            return client.send(
                    HttpRequest.newBuilder(at)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
