package io.xisuan.operator.metering.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus asks the simulated nodes, as one that a site has beside the operator does. */
@Tag("cluster")
class PrometheusClusterTest {
    private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

    @TempDir
    private Path folder = Path.of(".");

    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final TreeMap<String, String> targets = new TreeMap<>();
    private Path sockets = Path.of(".");

    @BeforeEach
    void start_nodes() throws IOException {
        for (ExporterShape shape : ExporterShape.values()) {
            SimulatedNode node =
                    new SimulatedNode(shape.make(), "node-" + nodes.size(), 2, System::currentTimeMillis, nodes.size());
            nodes.add(node);
            PodRef pod = new PodRef("team", "job-0", "uid-" + shape, "worker");
            node.world().allocateOn(pod, List.of(0), System.currentTimeMillis());
            node.world().start(pod, System.currentTimeMillis());
            targets.put(
                    shape.name().toLowerCase(Locale.ROOT),
                    "127.0.0.1:" + node.add(shape).port());
        }
        startAgent();
    }

    /** The agent's socket lies in a folder of a short path. */
    private void startAgent() throws IOException {
        sockets = Files.createTempDirectory(Path.of("/tmp"), "xs");
        SimulatedAgent agent = nodes.getFirst().startAgent(sockets);
        targets.put("agent", "127.0.0.1:" + agent.port());
    }

    @AfterEach
    void stop_nodes() throws IOException {
        nodes.forEach(SimulatedNode::close);
        Files.deleteIfExists(sockets);
    }

    @Test
    void every_shape_is_a_target_that_is_up_and_its_devices_are_series() {
        try (RealPrometheus prometheus = RealPrometheus.start(folder, targets)) {
            await(prometheus, "up == 1", targets.size());
            await(prometheus, "DCGM_FI_DEV_GPU_UTIL{job=\"dcgm_4\"}", 2);
            await(prometheus, "npu_chip_info_utilization", 2);
            await(prometheus, "mlu_container == 1", 1);
            await(prometheus, "dcu_utilizationrate", 2);
            await(prometheus, "amd_gpu_gfx_activity", 2);
            await(prometheus, "xpum_engine_ratio", 2);
            await(prometheus, "xisuan_agent_device_allocated{job=\"agent\",pod=\"job-0\"} == 1", 1);
            await(prometheus, "xisuan_agent_kubelet_up == 1", 1);
        }
    }

    @Test
    void promtool_accepts_the_agents_exposition() throws IOException, InterruptedException {
        String text = agentText();
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!text.contains("xisuan_agent_device_allocated{")) {
            assertThat(System.nanoTime()).as(text).isLessThan(end);
            LockSupport.parkNanos(100_000_000);
            text = agentText();
        }
        RealPrometheus.Answer answer = RealPrometheus.check(text);
        assertThat(answer.code()).as("%s%n%s", answer.text(), text).isZero();
    }

    private String agentText() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI page = URI.create("http://%s/metrics?now=1".formatted(targets.get("agent")));
            return client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static void await(RealPrometheus prometheus, String query, int series) {
        long end = System.nanoTime() + LIMIT_NANOS;
        JsonNode seen = prometheus.query(query);
        while (seen.size() != series) {
            assertThat(System.nanoTime())
                    .as("%s gives %s; %s", query, seen, prometheus.said())
                    .isLessThan(end);
            LockSupport.parkNanos(100_000_000);
            seen = prometheus.query(query);
        }
        assertThat(seen).hasSize(series);
    }
}
