package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.simulated.Make;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Devices that fall off the bus while jobs run on them, on a real API server. */
@Tag("cluster-long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeteringFaultClusterTest {
    /** A minute without the device, half a minute for answers, and a look each minute. */
    private static final Duration FOUND_WITHIN = Duration.ofMinutes(4);

    private static final long TWO_SLOTS = 30_000;
    private static final List<Make> MAKERS = List.of(Make.NVIDIA, Make.HUAWEI);

    @TempDir
    static Path work;

    private MeteredCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new MeteredCluster("fault", work);
        for (Make make : MAKERS) {
            cluster.node(make, "sim-" + make.accelerator().orElseThrow().id());
        }
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    @Test
    void a_vanished_device_ends_billing_at_its_last_good_sample_and_the_job_is_tried_again() {
        TreeMap<Make, String> uids = new TreeMap<>();
        MAKERS.forEach(make -> uids.put(make, cluster.submit(name(make), make, 1, 3, "900s")));
        MAKERS.forEach(make -> cluster.await(name(make), JobPhase.RUNNING));
        long first = uids.values().stream()
                .mapToLong(uid -> cluster.recorder().of(uid).getFirst().startedMillis())
                .max()
                .orElseThrow();
        Eventually.holds(
                "each device was sampled twice",
                MeteredCluster.LIMIT,
                () -> System.currentTimeMillis() > first + TWO_SLOTS + 2_000,
                () -> first);
        long vanished = System.currentTimeMillis();
        uids.forEach((make, uid) -> {
            PodRecorder.Said pod = cluster.recorder().of(uid).getFirst();
            cluster.node(pod.node()).world().vanish(cluster.truth(pod).slots().getFirst(), vanished);
        });
        uids.forEach((make, uid) -> endsAtTheLastGoodSample(uid, vanished));
        assertThat(cluster.live().problems()).isEmpty();
    }

    private void endsAtTheLastGoodSample(String uid, long vanished) {
        PodRecorder.Said pod = cluster.recorder().of(uid).getFirst();
        JournalEntry.Found found = Eventually.get(
                "the fault is in the journal",
                FOUND_WITHIN,
                () -> cluster.entries(JournalEntry.Found.class).stream()
                        .filter(entry -> entry.podUid().equals(pod.uid()))
                        .findFirst(),
                () -> cluster.entries(JournalEntry.Remark.class) + "\n"
                        + cluster.operator().said());
        assertThat(found.cause()).isEqualTo(JournalEntry.Found.Cause.DEVICE_FAULT);
        assertThat(found.span().startMillis()).isLessThanOrEqualTo(vanished).isGreaterThan(vanished - TWO_SLOTS);
        Eventually.holds(
                "the job is tried again",
                FOUND_WITHIN,
                () -> cluster.recorder().of(uid).size() == 2,
                () -> cluster.operator().said());
        List<UsageInterval> attempt = Eventually.get(
                "the attempt is billed",
                FOUND_WITHIN,
                () -> Optional.of(cluster.usage(uid).stream()
                                .filter(usage -> usage.attempt() == 1 && usage.billed())
                                .toList())
                        .filter(usages -> !usages.isEmpty()),
                () -> cluster.operator().said());
        assertThat(attempt).hasSize(3).allSatisfy(usage -> {
            assertThat(usage.interval().startMillis()).isEqualTo(pod.startedMillis());
            assertThat(usage.interval().endMillis())
                    .isEqualTo(Math.floorDiv(found.span().startMillis(), 1000L) * 1000L);
        });
        assertThat(cluster.usage(uid))
                .filteredOn(usage -> usage.attempt() == 1 && !usage.billed())
                .anySatisfy(usage -> assertThat(usage.toString()).contains("DEVICE_FAULT"));
    }

    private static String name(Make make) {
        return "fault-" + make.accelerator().orElseThrow().id();
    }
}
