package io.xisuan.operator.metering.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.GapCause;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator that is away for two hours while gangs start, run and end, over seeded histories in virtual time. */
class OperatorAwayTest {
    private static final long START = Instant.parse("2026-10-12T09:00:00+08:00").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long AWAY = START + 20 * MINUTE;
    private static final long BACK = AWAY + 120 * MINUTE;
    private static final long END = START + 240 * MINUTE;
    private static final int ROUNDS = 6;

    @TempDir
    private Path folder = Path.of(".");

    /** Gangs of each maker: one ends while nobody looks, one starts then, one does both, one outlasts it. */
    private static VirtualCluster cluster(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        VirtualCluster cluster = new VirtualCluster(START);
        for (Make make : List.of(Make.NVIDIA, Make.HUAWEI, Make.HYGON, Make.CAMBRICON)) {
            DeviceWorld one =
                    cluster.node(make, "a-" + make.accelerator().orElseThrow().id(), 8);
            DeviceWorld two =
                    cluster.node(make, "b-" + make.accelerator().orElseThrow().id(), 8);
            gang(cluster, make + "-ends", START + 5 * MINUTE, AWAY + 30 * MINUTE, List.of(one, two), random);
            gang(cluster, make + "-starts", AWAY - 2_000, BACK + 20 * MINUTE, List.of(one, two), random);
            gang(cluster, make + "-within", AWAY - 1_000, AWAY + 50 * MINUTE, List.of(one), random);
            gang(cluster, make + "-outlasts", START + MINUTE, BACK + 40 * MINUTE, List.of(two), random);
        }
        return cluster;
    }

    private static void gang(
            VirtualCluster cluster, String name, long bound, long end, List<DeviceWorld> on, SplittableRandom random) {
        long[] lives = new long[2 * on.size()];
        for (int rank = 0; rank < on.size(); rank++) {
            lives[2 * rank] = bound + random.nextLong(90_000);
            lives[2 * rank + 1] = end + random.nextLong(60_000);
        }
        cluster.gang(name.toLowerCase(Locale.ROOT), 2, bound + random.nextLong(1_000) - 1_000, on, lives);
    }

    private VirtualOperator operator(VirtualCluster cluster, String name) {
        return new VirtualOperator(cluster, folder.resolve(name));
    }

    @Test
    void what_is_billed_is_what_would_have_been_billed_had_it_been_there() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            VirtualCluster cluster = cluster(seed);
            List<UsageInterval> there =
                    operator(cluster, "there-" + seed).work(START, END).usage();
            List<UsageInterval> away = operator(cluster, "away-" + seed)
                    .work(START, AWAY)
                    .work(BACK, END)
                    .usage();
            assertThat(away).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(there);
            assertThat(new TreeSet<>(away.stream().map(UsageInterval::id).toList()))
                    .as("seed %d", seed)
                    .hasSameSizeAs(away);
        }
    }

    @Test
    void totals_are_the_api_servers_to_the_millisecond_and_each_run_is_true_to_a_second() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            VirtualCluster cluster = cluster(seed);
            List<UsageInterval> usage = operator(cluster, "sum-" + seed)
                    .work(START, AWAY)
                    .work(BACK, END)
                    .usage();
            for (VirtualCluster.GangPod pod : cluster.pods()) {
                Totals totals = Totals.of(pod, cluster, usage);
                assertThat(totals.billedMillis()).as("seed %d, %s", seed, pod).isEqualTo(totals.saidMillis());
                assertThat(Math.abs(totals.billedMillis() - totals.trueMillis()))
                        .as("seed %d, %s", seed, pod)
                        .isLessThan(1_000L * pod.attempt().devicesPerWorker());
            }
        }
    }

    @Test
    void every_slot_of_the_absence_is_a_gap_of_the_evidence_and_no_other_is() {
        VirtualCluster cluster = cluster(99);
        DeviceWorld world = cluster.worlds().stream()
                .filter(node -> node.make() == Make.NVIDIA)
                .findFirst()
                .orElseThrow();
        VirtualOperator operator =
                operator(cluster, "gaps").scraping(world).work(START, AWAY).work(BACK, END);
        EvidenceSummary summary = operator.evidence()
                .summary(
                        VirtualCluster.SITE,
                        new NodeName(world.node()),
                        new DeviceKey(Make.NVIDIA.hardwareId(world.node(), 0, 0)),
                        new Interval(START, END));
        int away = Math.toIntExact((BACK - AWAY) / VirtualOperator.SCRAPE_MILLIS);
        assertThat(summary.gaps()).containsOnlyKeys(GapCause.NO_SCRAPE).containsValue(away);
        assertThat(summary.seen()).isEqualTo(summary.expected() - away);
    }
}
