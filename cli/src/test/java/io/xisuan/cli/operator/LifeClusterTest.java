package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJobStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are suspended, limited, lost and deleted on a real API server, each with its end in the store. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifeClusterTest {
    @TempDir
    static Path work;

    private RoomCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new RoomCluster("life", work, text -> text.replace("\"100000.00\"", "\"0.60\""));
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    /** Eight devices at 12.00 an hour, 30 % of it by a voucher of 0.60: that is 75 seconds, all of them covered. */
    @Test
    @Order(0)
    void who_pauses_when_the_voucher_is_used_up_is_gone_by_then_and_goes_on_with_the_next_voucher() {
        String uid =
                cluster.submit("thrifty", 1, 50, "1h", "onHoldExhausted: pause\n  " + RoomCluster.preemptible("5s"));
        cluster.await("thrifty", JobPhase.RUNNING);
        Eventually.holds(
                "the first attempt is over",
                RoomCluster.LIMIT,
                () -> !attempts(uid).getFirst().state().live(),
                () -> cluster.operator().said());
        Outcome outcome = attempts(uid).getFirst().outcome().orElseThrow();
        assertThat(outcome.text()).startsWith("PausedWithoutMoney");
        long deducted = outcome.gross().minus(outcome.payable()).fen();
        assertThat(deducted).as("of 60 fen").isBetween(30L, 60L);
        assertThat(Math.abs(100 * deducted - 30 * outcome.gross().fen()))
                .as("30 %% of %s, to a fen", outcome.gross())
                .isLessThanOrEqualTo(100);
        assertThat(stops(uid).getFirst().end().orElseThrow().confirmedBy()).isEqualTo("exit code 143");
        cluster.await("thrifty", JobPhase.QUEUED);
        assertThat(cluster.job("thrifty").orElseThrow().getStatus().reason()).isEqualTo("PausedWithoutMoney");
        cluster.apply("next-voucher.yaml", """
                apiVersion: xisuan.io/v1alpha1
                kind: Voucher
                metadata: {name: ex-2026-0002, namespace: example}
                spec:
                  tenant: example
                  programme: example-east
                  number: EX-2026-0002
                  amount: "100000.00"
                  grantedOn: "2026-01-01"
                  validFrom: "2026-01-01"
                  validTo: "2035-12-31"
                  contractRef: c-example
                """);
        cluster.await("thrifty", 2, JobPhase.RUNNING);
        cluster.delete("thrifty");
    }

    @Test
    @Order(1)
    void a_running_job_that_is_suspended_saves_itself_waits_without_a_hold_and_goes_on() {
        String uid = cluster.submit("pausing", 2, 50, "300s", RoomCluster.preemptible("5s"));
        runs("pausing");
        patch("pausing", "{\"spec\":{\"suspend\":true}}");
        cluster.await("pausing", JobPhase.SUSPENDED);
        Intent first = attempts(uid).getFirst();
        assertThat(first.state()).isEqualTo(IntentState.CLOSED);
        assertThat(first.outcome().orElseThrow().text()).startsWith("Suspended");
        StopRecord stop = stops(uid).getFirst();
        assertThat(stop.end().orElseThrow().confirmedBy()).isEqualTo("exit code 143");
        assertThat(stop.end().orElseThrow().lostDeviceMillis()).isZero();
        patch("pausing", "{\"spec\":{\"suspend\":false}}");
        cluster.await("pausing", 2, JobPhase.RUNNING);
        assertThat(cluster.job("pausing").orElseThrow().getStatus().interruptions())
                .isEqualTo(1);
        assertThat(attempts(uid).getLast().estimateMillis()).isLessThan(first.estimateMillis());
        assertThat(cluster.pods("pausing")
                        .getFirst()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .anySatisfy(variable -> {
                    assertThat(variable.getName()).isEqualTo("XISUAN_RESUME");
                    assertThat(variable.getValue()).isEqualTo("true");
                });
        cluster.delete("pausing");
    }

    @Test
    @Order(2)
    void a_job_that_is_past_its_time_limit_ends_by_it_and_is_deleted_after_its_time_to_live() {
        String uid = cluster.submit("limited", 1, 50, "300s", "timeLimit: 3s\n  ttlSecondsAfterFinished: 5");
        cluster.await("limited", JobPhase.FAILED);
        Eventually.holds(
                "the job is deleted",
                RoomCluster.LIMIT,
                () -> cluster.job("limited").isEmpty(),
                () -> cluster.operator().said());
        Intent only = attempts(uid).getFirst();
        assertThat(only.outcome().orElseThrow().text()).startsWith("TimeLimit");
        assertThat(only.outcome().orElseThrow().gross().isPositive())
                .as("what it ran is billed")
                .isTrue();
        assertThat(stops(uid).getFirst().end().orElseThrow().lostDeviceMillis())
                .as("a job without a checkpoint loses all that it ran")
                .isPositive();
    }

    @Test
    @Order(3)
    void an_order_of_a_leader_that_is_killed_before_it_evicts_is_carried_out_by_the_next() {
        String uid =
                cluster.submit("ordered", 1, 50, "300s", "checkpoint: {uri: \"s3://c/x\", grace: 20s, signal: file}");
        runs("ordered");
        patch("ordered", "{\"spec\":{\"suspend\":true}}");
        Eventually.holds(
                "the order is stored",
                RoomCluster.LIMIT,
                () -> !stops(uid).isEmpty(),
                () -> cluster.operator().said());
        cluster.killOperator();
        assertThat(attempts(uid).getFirst().state()).isEqualTo(IntentState.OBSERVED);
        cluster.startOperator();
        cluster.await("ordered", JobPhase.SUSPENDED);
        assertThat(attempts(uid)).singleElement().satisfies(attempt -> {
            assertThat(attempt.state()).isEqualTo(IntentState.CLOSED);
            assertThat(attempt.outcome().orElseThrow().text()).startsWith("Suspended");
        });
        cluster.delete("ordered");
    }

    @Test
    @Order(4)
    void a_worker_that_others_delete_is_tried_again_after_a_pause_and_its_job_says_why() {
        String uid = cluster.submit("vanishing", 1, 50, "300s", RoomCluster.preemptible("5s"));
        cluster.await("vanishing", JobPhase.RUNNING);
        cluster.admin()
                .resource(cluster.pods("vanishing").getFirst())
                .withGracePeriod(0)
                .delete();
        Eventually.holds(
                "the attempt is over",
                RoomCluster.LIMIT,
                () -> !attempts(uid).getFirst().state().live(),
                () -> cluster.operator().said());
        assertThat(stops(uid).getFirst().order().reason()).isEqualTo("WorkerLost");
        cluster.await("vanishing", JobPhase.QUEUED);
        assertThat(cluster.job("vanishing").orElseThrow().getStatus().reason()).isEqualTo("WorkerLost");
        cluster.delete("vanishing");
    }

    /** The container's own reason stands in the status, the others are ended, and what ran is billed. */
    @Test
    @Order(5)
    void a_worker_that_fails_by_itself_ends_its_job_with_what_its_container_said() {
        String uid = cluster.submit("failing", 2, 50, Map.of("fail-after", "3s", "exit-code", "3"), "");
        cluster.await("failing", JobPhase.FAILED);
        TrainingJobStatus status = cluster.job("failing").orElseThrow().getStatus();
        assertThat(status.reason()).isEqualTo("WorkerFailed");
        assertThat(status.message()).contains("failing-1-", "exit code 3");
        assertThat(attempts(uid))
                .as("code that fails is not run again")
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.state()).isEqualTo(IntentState.CLOSED);
                    assertThat(only.outcome().orElseThrow().gross().isPositive())
                            .isTrue();
                });
        cluster.delete("failing");
    }

    @Test
    @Order(6)
    void a_worker_that_says_by_its_exit_code_that_it_saved_itself_is_followed_by_another_attempt() {
        String uid = cluster.submit(
                "yielding",
                1,
                50,
                Map.of("fail-after", "3s", "exit-code", "85"),
                "checkpoint: {uri: \"s3://c/x\", every: 30m, grace: 5s, exitCode: 85}");
        Eventually.holds(
                "the first attempt is over",
                RoomCluster.LIMIT,
                () -> !attempts(uid).isEmpty()
                        && !attempts(uid).getFirst().state().live(),
                () -> cluster.operator().said());
        assertThat(attempts(uid).getFirst().outcome().orElseThrow().text()).startsWith("Checkpointed");
        cluster.await("yielding", JobPhase.QUEUED);
        assertThat(cluster.job("yielding").orElseThrow().getStatus().reason()).isEqualTo("Checkpointed");
        cluster.delete("yielding");
    }

    @Test
    @Order(7)
    void a_gang_that_is_asked_by_a_file_goes_as_soon_as_all_its_workers_say_that_they_saved_themselves() {
        String uid = cluster.submit(
                "saving", 2, 50, "300s", "checkpoint: {uri: \"s3://c/x\", every: 30m, grace: 100s, signal: file}");
        runs("saving");
        patch("saving", "{\"spec\":{\"suspend\":true}}");
        Eventually.holds(
                "the order is stored",
                RoomCluster.LIMIT,
                () -> !stops(uid).isEmpty(),
                () -> cluster.operator().said());
        for (Pod pod : cluster.pods("saving")) {
            cluster.testbed()
                    .kubectl(
                            "admin",
                            "annotate",
                            "pod",
                            pod.getMetadata().getName(),
                            "-n",
                            "example",
                            Marks.CHECKPOINTED + "=true")
                    .done();
        }
        cluster.await("saving", JobPhase.SUSPENDED);
        assertThat(stops(uid).getFirst().end().orElseThrow().confirmedBy()).contains("annotation");
        assertThat(stops(uid).getFirst().end().orElseThrow().lostDeviceMillis()).isZero();
        cluster.delete("saving");
    }

    /** Waits until the gang has run for longer than the second by which its times are stated. */
    private void runs(String job) {
        cluster.await(job, JobPhase.RUNNING);
        Instant began = cluster.pods(job).stream()
                .map(pod -> Instant.parse(pod.getStatus()
                        .getContainerStatuses()
                        .getFirst()
                        .getState()
                        .getRunning()
                        .getStartedAt()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Eventually.holds(
                job + " has run for two seconds",
                RoomCluster.LIMIT,
                () -> Instant.now().isAfter(began.plusSeconds(2)),
                () -> began);
    }

    private void patch(String job, String merge) {
        cluster.testbed()
                .kubectl("admin", "patch", "trainingjob", job, "-n", "example", "--type=merge", "-p", merge)
                .done();
    }

    private List<Intent> attempts(String uid) {
        return cluster.stored(store -> store.intents(uid));
    }

    private List<StopRecord> stops(String uid) {
        return cluster.stored(store -> store.stops().ofJob(uid));
    }
}
