package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJobStatus;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.simulated.ExporterFault;
import io.xisuan.operator.metering.simulated.ExporterShape;
import io.xisuan.operator.metering.simulated.Make;
import io.xisuan.operator.metering.simulated.SimulatedNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is billed on a real API server, against what the API server said and what truly happened on the nodes, while exporters
 * fail and lie.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MeteringClusterTest {
    private static final List<Make> SOLD = List.of(Make.NVIDIA, Make.HUAWEI, Make.HYGON, Make.CAMBRICON);

    @TempDir
    static Path work;

    private static final String IDLE_STOP =
            "  idleStop: {after: 1m}\n  checkpoint: {uri: \"s3://c/x\", every: 10m, grace: 2s}\n";

    private MeteredCluster cluster;
    private String dozing = "";

    @BeforeAll
    void bring_up() {
        cluster = new MeteredCluster("metering", work);
        cluster.node(Make.HYGON, "sim-dozing").world().doze();
        dozing = fills("dozing");
        cluster.node(Make.HYGON, "sim-working");
        fills("working");
        SOLD.forEach(make -> cluster.node(make, name(make)));
    }

    /** Has a job that asks to be stopped when it idles take the one node that is free. */
    private String fills(String job) {
        String uid = cluster.submit(job, Make.HYGON, 1, 8, "1h", IDLE_STOP);
        cluster.await(job, JobPhase.RUNNING);
        return uid;
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    @AfterEach
    void nothing_went_wrong_on_the_nodes_side() {
        assertThat(cluster.live().problems()).isEmpty();
    }

    private static String name(Make make) {
        return "sim-" + make.accelerator().orElseThrow().id();
    }

    @Test
    @Order(1)
    void a_job_of_each_maker_is_metered_to_the_millisecond_of_what_the_api_server_said() {
        TreeMap<String, String> uids = new TreeMap<>();
        for (Make make : SOLD) {
            uids.put(name(make), cluster.submit(name(make), make, 2, 3, "40s"));
        }
        uids.keySet().forEach(job -> cluster.await(job, JobPhase.SUCCEEDED));
        uids.values().forEach(uid -> new MeteredRun(cluster, uid, 3).equalsWhatWasSaidAndNearlyTheTruth());
        uids.values().forEach(uid -> {
            MeteredEvidence evidence = new MeteredEvidence(cluster, uid);
            evidence.isConfirmedByTheAgents();
            evidence.isSampled();
        });
    }

    @Test
    @Order(2)
    void what_exporters_say_or_leave_out_changes_no_total() {
        TreeMap<String, ExporterFault> faults = new TreeMap<>();
        faults.put("down", ExporterFault.DOWN);
        faults.put("hangs", ExporterFault.HANGING);
        faults.put("fails", ExporterFault.STATUS_500);
        faults.put("empty", ExporterFault.EMPTY_BODY);
        faults.put("no-labels", ExporterFault.LABELS_LOST);
        faults.put("stale-owner", ExporterFault.STALE_SECOND_OWNER);
        faults.put("bad-value", ExporterFault.BAD_VALUE);
        faults.put("renamed", ExporterFault.RENAMED_LABEL);
        TreeMap<String, String> uids = new TreeMap<>();
        for (String job : faults.keySet()) {
            cluster.node(Make.NVIDIA, "sim-" + job);
            uids.put(job, cluster.submit(job, Make.NVIDIA, 1, 8, "40s"));
        }
        uids.forEach((job, uid) -> {
            cluster.await(job, JobPhase.RUNNING);
            nodeOf(uid).exporter().fail(faults.getOrDefault(job, ExporterFault.DOWN));
        });
        uids.keySet().forEach(job -> cluster.await(job, JobPhase.SUCCEEDED));
        uids.values().forEach(uid -> new MeteredRun(cluster, uid, 8).equalsWhatWasSaidAndNearlyTheTruth());
        uids.values().forEach(uid -> new MeteredEvidence(cluster, uid).isConfirmedByTheAgents());
        lacks(uids, "down", GapCause.UNREACHABLE);
        lacks(uids, "fails", GapCause.HTTP_STATUS);
        lacks(uids, "empty", GapCause.EMPTY_BODY);
        lacks(uids, "hangs", GapCause.TIMEOUT);
        List.of("no-labels", "stale-owner", "renamed")
                .forEach(job -> new MeteredEvidence(cluster, uids.getOrDefault(job, "")).isSampled());
    }

    private void lacks(Map<String, String> uids, String job, GapCause cause) {
        new MeteredEvidence(cluster, uids.getOrDefault(job, "")).lacks(cause::equals);
    }

    @Test
    @Order(3)
    void restarts_second_collectors_and_swapped_cards_change_no_total() {
        List<String> uids = new ArrayList<>();
        for (String job : List.of("restarted", "twice", "swapped", "rebooted")) {
            uids.add(cluster.submit(job, Make.NVIDIA, 1, 8, "20s"));
            cluster.await(job, JobPhase.RUNNING);
        }
        long now = System.currentTimeMillis();
        nodeOf(uids.get(0)).exporter().fail(ExporterFault.DOWN);
        nodeOf(uids.get(1)).add(ExporterShape.DCGM_3);
        nodeOf(uids.get(2)).world().swap(2, now);
        nodeOf(uids.get(3)).world().reboot(now);
        nodeOf(uids.get(0)).exporter().heal(ExporterFault.DOWN);
        List.of("restarted", "twice", "swapped", "rebooted").forEach(job -> cluster.await(job, JobPhase.SUCCEEDED));
        uids.forEach(uid -> new MeteredRun(cluster, uid, 8).equalsWhatWasSaidAndNearlyTheTruth());
    }

    @Test
    @Order(4)
    void on_a_lost_node_the_last_lease_ends_what_is_billed_and_the_rest_is_on_record() {
        cluster.node(Make.CAMBRICON, "sim-spare");
        String uid = cluster.submit("lost", Make.CAMBRICON, 1, 8, "30s");
        cluster.await("lost", JobPhase.RUNNING);
        PodRecorder.Said pod = cluster.recorder().of(uid).getFirst();
        Eventually.holds(
                "it runs for ten seconds",
                MeteredCluster.LIMIT,
                () -> System.currentTimeMillis() > pod.startedMillis() + 10_000,
                () -> pod);
        cluster.live().silence(cluster.node(pod.node()));
        JournalEntry.PodLost lost = Eventually.get(
                "the pod is lost in the journal",
                MeteredCluster.LIMIT.plusSeconds(60),
                () -> cluster.entries(JournalEntry.PodLost.class).stream()
                        .filter(entry -> entry.podUid().equals(pod.uid()))
                        .findFirst(),
                () -> cluster.operator().said());
        assertThat(lost.lastLeaseMillis()).isEqualTo(cluster.leaseMillis(pod.node()));
        cluster.live().hear(cluster.node(pod.node()));
        cluster.await("lost", JobPhase.SUCCEEDED);
        List<UsageInterval> first = cluster.usage(uid).stream()
                .filter(usage -> usage.attempt() == 1 && usage.billed())
                .toList();
        assertThat(first).hasSize(8).allSatisfy(usage -> {
            assertThat(usage.interval().startMillis()).isEqualTo(pod.startedMillis());
            assertThat(usage.interval().endMillis()).isEqualTo(Math.floorDiv(lost.lastLeaseMillis(), 1000L) * 1000L);
        });
        assertThat(cluster.truth(pod).runs(lost.lastLeaseMillis())).isTrue();
    }

    /** Two that asked for it run through all the others: one does nothing with its devices, one works. */
    @Test
    @Order(5)
    void a_job_that_asked_for_it_is_warned_and_stopped_when_it_uses_none_of_its_devices_and_not_while_it_works() {
        cluster.await("dozing", JobPhase.FAILED);
        TrainingJobStatus status = cluster.job("dozing").orElseThrow().getStatus();
        assertThat(status.reason()).isEqualTo("IdleStopped");
        assertThat(status.message()).contains("no device of it was active for 1m");
        assertThat(cluster.told("dozing")).contains("IdleWarning");
        new MeteredRun(cluster, dozing, 8).equalsWhatWasSaidAndNearlyTheTruth();
        assertThat(cluster.job("working").orElseThrow().getStatus().phase()).isEqualTo(JobPhase.RUNNING);
        assertThat(cluster.told("working")).doesNotContain("IdleWarning");
    }

    private SimulatedNode nodeOf(String jobUid) {
        return cluster.node(cluster.recorder().of(jobUid).getFirst().node());
    }
}
