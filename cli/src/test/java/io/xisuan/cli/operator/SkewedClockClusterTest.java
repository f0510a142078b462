package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.metering.simulated.ContainerRun;
import io.xisuan.operator.metering.simulated.Make;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose clocks are five minutes ahead and behind: what is billed is what truly ran, and it says that clocks were off. */
@Tag("cluster-long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SkewedClockClusterTest {
    private static final long FIVE_MINUTES = 300_000;

    /** Leases bound an offset within a renewal, and the API server's times are whole seconds. */
    private static final long TOLERANCE = 3_000;

    @TempDir
    static Path work;

    private MeteredCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new MeteredCluster("skewed", work);
        cluster.node(Make.NVIDIA, "true-1");
        cluster.node(Make.NVIDIA, "true-2");
        cluster.node(Make.NVIDIA, "true-3");
        cluster.node(Make.HUAWEI, "ahead", FIVE_MINUTES);
        cluster.node(Make.HUAWEI, "behind", -FIVE_MINUTES);
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    @Test
    void a_gang_over_a_clock_ahead_and_one_behind_is_billed_for_what_it_truly_ran() {
        String uid = cluster.submit("skewed", Make.HUAWEI, 2, 8, "6m");
        Eventually.holds(
                "it ended",
                MeteredCluster.LIMIT.plusMinutes(9),
                () -> cluster.job("skewed")
                        .filter(job ->
                                job.getStatus() != null && job.getStatus().phase() == JobPhase.SUCCEEDED)
                        .isPresent(),
                () -> cluster.operator().said());
        List<PodRecorder.Said> pods = cluster.recorder().of(uid);
        assertThat(pods).hasSize(2);
        List<ContainerRun> truths = pods.stream().map(cluster::truth).toList();
        long gangStart = truths.stream()
                .mapToLong(run -> run.startedMillis().orElseThrow())
                .max()
                .orElseThrow();
        for (int i = 0; i < pods.size(); i++) {
            PodRecorder.Said pod = pods.get(i);
            long ran = truths.get(i).endedMillis().orElseThrow() - gangStart;
            List<UsageInterval> lanes = cluster.usage(uid).stream()
                    .filter(used -> used.billed() && used.node().value().equals(pod.node()))
                    .toList();
            assertThat(lanes)
                    .as(pod.node())
                    .hasSize(8)
                    .allSatisfy(lane -> assertThat(Math.abs(lane.interval().endMillis()
                                    - lane.interval().startMillis()
                                    - ran))
                            .as("%s, truly %d ms", lane, ran)
                            .isLessThan(TOLERANCE));
        }
    }
}
