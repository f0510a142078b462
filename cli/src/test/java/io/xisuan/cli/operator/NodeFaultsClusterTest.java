package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that fail, are closed, emptied or taken away, and pods that others delete: what becomes of gangs, and what they pay. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeFaultsClusterTest {
    private static final int WORKERS = 2;
    private static final Map<String, String> RUNS = Map.of("run-for", "15s");

    @TempDir
    static Path work;

    private FaultedCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new FaultedCluster("nodefaults", work, "--lease-seconds", "8", "--no-audit");
    }

    @AfterAll
    void take_down() {
        cluster.booksAreSound();
        cluster.close();
    }

    private String running(String name) {
        return running(name, RUNS);
    }

    private String running(String name, Map<String, String> plays) {
        String uid = cluster.submit(name, WORKERS, plays);
        cluster.await(name, JobPhase.RUNNING);
        return uid;
    }

    private String nodeOf(String uid) {
        return cluster.recorder().of(uid).getFirst().node();
    }

    /** It ran a second time, whole, not where it was lost, and pays for what ran: no time is billed twice. */
    private void ranAgainElsewhere(String name, String uid, String lostNode) {
        cluster.await(name, JobPhase.SUCCEEDED);
        List<Intent> attempts = cluster.closed(uid);
        assertThat(attempts).hasSize(2).noneMatch(intent -> intent.state().live());
        assertThat(attempts.getLast().state()).isEqualTo(IntentState.CLOSED);
        assertThat(attempts.getLast().workers())
                .extracting(PlannedWorker::node)
                .extracting(Object::toString)
                .doesNotContain(lostNode);
        List<PodRecorder.Said> second = cluster.recorder().of(uid).stream()
                .filter(pod -> pod.name().startsWith(name + "-2-"))
                .toList();
        assertThat(second).hasSize(WORKERS);
        assertThat(billed(uid, 2)).isEqualTo(FaultedCluster.ranMillis(second));
        long first = cluster.recorder().of(uid).stream()
                .filter(pod -> pod.name().startsWith(name + "-1-"))
                .mapToLong(pod -> pod.finished().orElse(second.getFirst().startedMillis()) - pod.startedMillis())
                .sum();
        assertThat(billed(uid, 1)).as("the first attempt").isBetween(0L, first);
        List<UsageInterval> usage = cluster.usage(uid);
        assertThat(new TreeSet<>(usage.stream().map(UsageInterval::id).toList()))
                .hasSameSizeAs(usage);
    }

    private long billed(String uid, int attempt) {
        return cluster.usage(uid).stream()
                .filter(usage -> usage.billed() && usage.attempt() == attempt)
                .mapToLong(usage -> usage.quantity().value())
                .sum();
    }

    @Test
    void a_node_that_falls_silent_loses_its_gang_which_runs_again_elsewhere_once_its_pods_are_seen_gone() {
        // A pod whose end is set already would end: the fake kubelet does not forget what it has begun.
        String uid = running("silent", Map.of());
        String node = nodeOf(uid);
        lease(node, "{\"spec\":{\"holderIdentity\":\"nobody\",\"leaseDurationSeconds\":86400}}");
        long silent = System.currentTimeMillis();
        cluster.await("silent", JobPhase.STOPPING);
        lease(node, "{\"spec\":{\"holderIdentity\":null}}");
        cluster.eventually(
                "it runs again",
                () -> cluster.intents(uid).getLast().attempt().attempt() == 2
                        && cluster.intents(uid).getLast().state() == IntentState.OBSERVED);
        assertThat(billed(uid, 1))
                .as("nothing is billed of what nobody saw")
                .isLessThanOrEqualTo(WORKERS * (silent - started(uid) + 1_000));
        assertThat(cluster.intents(uid).getLast().workers())
                .extracting(PlannedWorker::node)
                .extracting(Object::toString)
                .doesNotContain(node);
        cluster.kubectl("delete", "trainingjob", "silent", "-n", "example", "--wait=false");
        assertThat(cluster.closed(uid)).hasSize(2);
    }

    private long started(String uid) {
        return cluster.recorder().of(uid).stream()
                .mapToLong(PodRecorder.Said::startedMillis)
                .min()
                .orElseThrow();
    }

    private void lease(String node, String patch) {
        cluster.kubectl("patch", "lease", node, "-n", "kube-node-lease", "--type=merge", "-p", patch);
    }

    @Test
    void a_cordoned_node_keeps_its_gang_and_gets_no_other() {
        String uid = running("cordoned");
        String node = nodeOf(uid);
        cluster.kubectl("cordon", node);
        String next = running("after-cordon");
        assertThat(cluster.recorder().of(next))
                .extracting(PodRecorder.Said::node)
                .doesNotContain(node);
        cluster.await("cordoned", JobPhase.SUCCEEDED);
        cluster.ranOnceAndIsBilledAsItRan(uid, WORKERS);
        cluster.await("after-cordon", JobPhase.SUCCEEDED);
        cluster.ranOnceAndIsBilledAsItRan(next, WORKERS);
        cluster.kubectl("uncordon", node);
    }

    @Test
    void a_drained_node_is_empty_soon_and_its_gang_runs_again_elsewhere() {
        String uid = running("drained");
        String node = nodeOf(uid);
        cluster.kubectl("drain", node, "--force", "--delete-emptydir-data", "--timeout=60s");
        ranAgainElsewhere("drained", uid, node);
        cluster.kubectl("uncordon", node);
    }

    @Test
    void a_pod_that_somebody_deletes_takes_its_gang_with_it_and_the_gang_runs_again() {
        String uid = running("deleted");
        cluster.kubectl("delete", "pod", "deleted-1-1", "-n", "example", "--wait=false");
        cluster.await("deleted", JobPhase.SUCCEEDED);
        assertThat(cluster.closed(uid)).hasSize(2);
        assertThat(billed(uid, 2))
                .isEqualTo(FaultedCluster.ranMillis(cluster.recorder().of(uid).stream()
                        .filter(pod -> pod.name().startsWith("deleted-2-"))
                        .toList()));
    }

    @Test
    void a_node_that_is_taken_away_loses_its_gang_which_runs_again_elsewhere() {
        String uid = running("taken");
        String node = nodeOf(uid);
        String kept = cluster.kubectl("get", "node", node, "-o", "json");
        cluster.kubectl("delete", "node", node);
        ranAgainElsewhere("taken", uid, node);
        assertThat(kept).contains(node);
    }
}
