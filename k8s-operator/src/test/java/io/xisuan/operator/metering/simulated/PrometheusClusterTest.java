package io.xisuan.operator.metering.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

    @BeforeEach
    void start_nodes() {
        for (ExporterShape shape : ExporterShape.values()) {
            SimulatedNode node = new SimulatedNode(
                    shape.make(), "node-" + nodes.size(), 2, System::currentTimeMillis, nodes.size());
            nodes.add(node);
            PodRef pod = new PodRef("team", "job-0", "uid-" + shape, "worker");
            node.world().allocateOn(pod, List.of(0), System.currentTimeMillis());
            node.world().start(pod, System.currentTimeMillis());
            targets.put(
                    shape.name().toLowerCase(Locale.ROOT),
                    "127.0.0.1:" + node.add(shape).port());
        }
    }

    @AfterEach
    void stop_nodes() {
        nodes.forEach(SimulatedNode::close);
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
