package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.report.DeviceTime;
import io.xisuan.operator.metering.report.SiteClosure;
import io.xisuan.operator.metering.simulated.Make;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An operator that is killed, and started again after more than its lease and the nodes' leases lasted, on a real API server. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeteringAwayClusterTest {
    private static final Duration AWAY = Duration.ofSeconds(80);

    @TempDir
    static Path work;

    private MeteredCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new MeteredCluster("away", work);
        for (Make make : List.of(Make.NVIDIA, Make.HUAWEI, Make.HYGON, Make.CAMBRICON)) {
            cluster.node(make, "sim-" + make.accelerator().orElseThrow().id());
        }
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    @Test
    void what_ends_and_what_runs_on_while_the_operator_is_away_is_billed_once_and_to_the_millisecond() {
        TreeMap<String, String> uids = new TreeMap<>();
        uids.put("ends", cluster.submit("ends", Make.NVIDIA, 2, 2, "15s"));
        uids.put("ends-too", cluster.submit("ends-too", Make.HUAWEI, 1, 8, "40s"));
        uids.put("ends-late", cluster.submit("ends-late", Make.HYGON, 2, 4, "65s"));
        uids.put("outlasts", cluster.submit("outlasts", Make.CAMBRICON, 1, 8, "95s"));
        uids.keySet().forEach(job -> cluster.await(job, JobPhase.RUNNING));

        cluster.killOperator();
        long back = System.currentTimeMillis() + AWAY.toMillis();
        Eventually.holds(
                "it was away long enough",
                AWAY.plusSeconds(5),
                () -> System.currentTimeMillis() >= back,
                System::currentTimeMillis);
        cluster.startOperator();

        uids.keySet().forEach(job -> cluster.await(job, JobPhase.SUCCEEDED));
        new MeteredRun(cluster, uids.getOrDefault("ends", ""), 2).equalsWhatWasSaidAndNearlyTheTruth();
        new MeteredRun(cluster, uids.getOrDefault("ends-too", ""), 8).equalsWhatWasSaidAndNearlyTheTruth();
        new MeteredRun(cluster, uids.getOrDefault("ends-late", ""), 4).equalsWhatWasSaidAndNearlyTheTruth();
        new MeteredRun(cluster, uids.getOrDefault("outlasts", ""), 8).equalsWhatWasSaidAndNearlyTheTruth();
        assertThat(cluster.live().problems()).isEmpty();
        everyMillisecondIsInOneClass(new MeteredRun(cluster, uids.getOrDefault("ends", ""), 2));
    }

    private void everyMillisecondIsInOneClass(MeteredRun run) {
        long start = run.gangStartMillis();
        Interval window = new Interval(start, start + AWAY.toMillis());
        DeviceTime time = new DeviceTime(window);
        SegmentJournal.read(cluster.journal(), time::take);
        SiteClosure closure = time.closure(new SiteId("sim"), window);
        assertThat(closure.closes()).as(closure.toString()).isTrue();
        assertThat(closure.sums().inventory()).isEqualTo(4 * 8 * AWAY.toMillis());
        assertThat(closure.sums().classified()).isEqualTo(closure.sums().inventory());
        assertThat(closure.sums().billed()).isPositive();
    }
}
