package io.xisuan.operator.metering.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedExporterTest {
    private final AtomicLong clock = new AtomicLong(1_790_000_000_000L);
    private final SimulatedNode node = new SimulatedNode(Make.HUAWEI, "npu-1", 2, clock::get, 3);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private HttpResponse<String> get(Duration patience) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics"
                                .formatted(node.exporter().port())))
                        .timeout(patience)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return get(Duration.ofSeconds(20));
    }

    @Test
    void it_serves_its_text_and_is_announced_by_its_port() throws Exception {
        assertThat(get().body()).contains("npu_chip_info_utilization{").contains(" 1789999997000");
        assertThat(node.announcement())
                .isEqualTo("npu-exporter=127.0.0.1:" + node.exporter().port());
        assertThat(node.exporter().answers()).isEqualTo(1);
    }

    @Test
    void it_refuses_while_it_is_down_and_is_back_on_the_same_port() throws Exception {
        node.exporter().fail(ExporterFault.DOWN);
        assertThatThrownBy(this::get).isInstanceOf(ConnectException.class);
        node.exporter().heal(ExporterFault.DOWN);
        assertThat(get().statusCode()).isEqualTo(200);
    }

    @Test
    void it_hangs_fails_or_says_nothing_on_demand() throws Exception {
        node.exporter().fail(ExporterFault.HANGING);
        assertThatThrownBy(() -> get(Duration.ofMillis(100))).isInstanceOf(HttpTimeoutException.class);
        node.exporter().heal(ExporterFault.HANGING);
        node.exporter().fail(ExporterFault.STATUS_500);
        assertThat(get().statusCode()).isEqualTo(500);
        node.exporter().heal(ExporterFault.STATUS_500);
        node.exporter().fail(ExporterFault.EMPTY_BODY);
        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(get().body()).isEmpty();
    }

    @Test
    void frozen_it_repeats_what_it_knew() throws Exception {
        String before = get().body();
        node.exporter().fail(ExporterFault.FROZEN);
        clock.addAndGet(600_000);
        assertThat(get().body()).isEqualTo(before);
        node.exporter().heal(ExporterFault.FROZEN);
        assertThat(get().body()).isNotEqualTo(before);
    }
}
