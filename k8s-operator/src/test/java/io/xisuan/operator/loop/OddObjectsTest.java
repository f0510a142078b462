package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ForeignLoad;
import io.xisuan.operator.observe.ForeignWish;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.observe.PodName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody may write into a cluster is a problem of what was written, and the loop goes on for all others. */
class OddObjectsTest {
    private static final String GPU = "nvidia.com/gpu";

    @TempDir
    private Path folder = Path.of(".");

    private static ObservedNode heldBy(ObservedNode node, long devices) {
        return NodeEdits.with(node, new ForeignLoad(2, new TreeMap<>(Map.of(GPU, devices)), 1_000, 1_024));
    }

    private static ForeignWish wish(String name, long devices, Optional<NodeName> nominated) {
        return new ForeignWish(
                new PodName("owner", name, "uid-" + name),
                new TreeMap<>(Map.of(GPU, devices)),
                new TreeMap<>(),
                LoopGround.NOW,
                true,
                nominated);
    }

    private static void steps(LoopGround ground, int count) {
        for (int i = 0; i < count; i++) {
            ground.after(2_000);
            ground.cluster.live();
            ground.step();
        }
    }

    @Test
    void owners_pods_that_hold_more_than_their_node_has_take_that_node_and_stop_nothing() {
        try (LoopGround ground = new LoopGround(folder, 4)) {
            ground.cluster.node(0, node -> heldBy(node, 16));
            ground.cluster.node(1, node -> heldBy(node, 1L << 40));
            ground.submit(2, "job", 8, "3600s");
            steps(ground, 6);
            assertThat(ground.cluster.snapshot().ours())
                    .extracting(pod -> pod.node().orElseThrow().value())
                    .containsExactlyInAnyOrder("node-00002", "node-00003");
        }
    }

    @Test
    void a_pod_that_asks_for_more_devices_than_there_are_in_the_world_stops_nothing() {
        try (LoopGround ground = new LoopGround(folder, 2)) {
            ground.cluster.asksFor(
                    wish("greedy", 3_000_000_000L, Optional.empty()),
                    wish("chosen", 1L << 40, Optional.of(new NodeName("node-00000"))),
                    wish("nowhere", 8, Optional.of(new NodeName("node-99999"))));
            ground.submit(1, "job", 4, "3600s");
            steps(ground, 6);
            assertThat(ground.cluster.started()).isEqualTo(1);
        }
    }

    @Test
    void jobs_that_make_no_sense_wait_with_their_problem_and_the_others_start() {
        try (LoopGround ground = new LoopGround(folder, 4)) {
            ground.submit(
                    "blank",
                    "3600s",
                    spec -> spec.withArrayProperty("variants")
                            .removeAll()
                            .addObject()
                            .put("accelerator", "nvidia-h800-80g")
                            .put("image", " "));
            ground.submit("endless", "3600s", spec -> spec.put("runTime", "9999d"));
            ground.submit("overflowing", "3600s", spec -> spec.put("runTime", "999999999999999d"));
            ground.submit(1, "good", 8, "3600s");
            steps(ground, 6);
            assertThat(ground.cluster.snapshot().ours())
                    .extracting(pod -> pod.marks().jobName())
                    .containsExactly("good-00000");
        }
    }
}
