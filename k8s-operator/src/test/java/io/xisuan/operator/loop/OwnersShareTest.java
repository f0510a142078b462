package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.SiteId;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.reconcile.Wishes;
import io.xisuan.scheduler.demand.DeviceType;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site keeps for its owner is kept of devices that are there: site east keeps four of its nodes' eight each. */
class OwnersShareTest {
    private static final SitePool EAST = new SitePool(new SiteId("east"), new DeviceType("nvidia-h800-80g"));

    @TempDir
    private Path folder = Path.of(".");

    /** Nodes 0 and 2 are of site east; those of site west are closed. */
    private static LoopGround east(Path folder) {
        LoopGround ground = new LoopGround(folder, 4);
        ground.cluster.node(1, NodeEdits::closed);
        ground.cluster.node(3, NodeEdits::closed);
        return ground;
    }

    private static void steps(LoopGround ground, int count) {
        for (int i = 0; i < count; i++) {
            ground.after(2_000);
            ground.cluster.live();
            ground.step();
        }
    }

    private static List<ObservedPod> pods(LoopGround ground) {
        return ground.cluster.snapshot().ours();
    }

    private static Stand stand(LoopGround ground) {
        Wishes wishes = ground.wishes();
        JobRecords jobs = new JobRecords(ground.store);
        Sight sight = new Sights(ground.store)
                .take(wishes, List.of(ground.cluster.snapshot()), new TreeSet<>(), ground.now());
        return new Stand(sight, jobs, new Leaving(ground.store, jobs), List.of());
    }

    @Test
    void devices_of_a_closed_node_are_not_sold_as_if_they_were_those_that_the_owner_keeps() {
        try (LoopGround ground = east(folder)) {
            ground.cluster.node(0, NodeEdits::closed);
            ground.submit(1, "eight", 8, "3600s");
            steps(ground, 6);
            assertThat(pods(ground)).isEmpty();

            ground.submit(1, "four", 4, "3600s");
            steps(ground, 6);
            assertThat(pods(ground)).extracting(pod -> pod.marks().jobName()).containsExactly("four-00000");
        }
    }

    @Test
    void when_the_node_with_the_owners_free_devices_closes_a_job_leaves_for_it() {
        try (LoopGround ground = east(folder)) {
            ground.submit(1, "eight", 8, "3600s");
            steps(ground, 6);
            ground.submit(1, "four", 4, "3600s");
            steps(ground, 6);
            assertThat(pods(ground)).hasSize(2);
            ObservedPod four = pods(ground).stream()
                    .filter(pod -> pod.marks().jobName().startsWith("four"))
                    .findFirst()
                    .orElseThrow();
            int number = four.node().orElseThrow().value().endsWith("0") ? 0 : 2;

            ground.cluster.node(number, NodeEdits::closed);
            assertThat(stand(ground).total(EAST)).isEqualTo(8);
            assertThat(stand(ground).sold(EAST)).isEqualTo(8);
            steps(ground, 25);
            assertThat(ground.store.stops().ofJob("uid-eight-00000"))
                    .extracting(stop -> stop.order().reason())
                    .containsExactly(EndReason.RECLAIMED.word());
            assertThat(ground.store.stops().ofJob("uid-four-00000")).isEmpty();
        }
    }

    @Test
    void a_device_of_which_parts_are_sold_is_sold_once() {
        try (LoopGround ground = east(folder)) {
            ground.cluster.node(0, node -> NodeEdits.cut(node, "1g.10gb", 42));
            ground.cluster.node(2, NodeEdits::closed);
            for (int i = 0; i < 3; i++) {
                ground.submit("part" + i, "3600s", spec -> {
                    spec.put("devicesPerWorker", 1);
                    spec.withArrayProperty("variants")
                            .removeAll()
                            .addObject()
                            .put("accelerator", "nvidia-h800-80g")
                            .put("image", "registry.example/train:1")
                            .put("partition", "1g.10gb");
                });
            }
            steps(ground, 8);
            Stand stand = stand(ground);
            assertThat(pods(ground)).hasSize(3);
            assertThat(stand.total(EAST)).isEqualTo(6);
            assertThat(stand.sold(EAST)).isEqualTo(1);
        }
    }
}
