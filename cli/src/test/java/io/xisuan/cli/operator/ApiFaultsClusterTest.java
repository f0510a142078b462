package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.cli.operator.FaultProxy.Fault;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An API server that refuses, is silent, forgets or starts anew: a gang starts once, and what it ran is billed once. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiFaultsClusterTest {
    private static final int WORKERS = 2;
    private static final Map<String, String> SHORT = Map.of("run-for", "3s");

    @TempDir
    static Path work;

    private FaultedCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new FaultedCluster("apifaults", work, "--no-audit");
    }

    @AfterEach
    void heal() {
        cluster.proxy().heal();
    }

    @AfterAll
    void take_down() {
        cluster.booksAreSound();
        cluster.close();
    }

    private void runsOnce(String name) {
        String uid = cluster.submit(name, WORKERS, SHORT);
        cluster.await(name, JobPhase.SUCCEEDED);
        cluster.ranOnceAndIsBilledAsItRan(uid, WORKERS);
        assertThat(cluster.operator().alive()).isTrue();
    }

    @Test
    void every_third_change_fails_with_500() {
        AtomicInteger changes = new AtomicInteger();
        cluster.proxy()
                .when(call -> call.writes() && changes.incrementAndGet() % 3 == 0
                        ? Optional.of(new Fault.Answered(500, "InternalError", "etcdserver: request timed out"))
                        : Optional.empty());
        int before = cluster.proxy().faults();
        runsOnce("often-500");
        assertThat(cluster.proxy().faults()).isGreaterThan(before);
    }

    @Test
    void the_creation_of_a_pod_is_not_answered_in_time() {
        AtomicInteger creations = new AtomicInteger();
        cluster.proxy()
                .when(call -> isPodCreation(call) && creations.incrementAndGet() == 1
                        ? Optional.of(new Fault.Silence(Duration.ofSeconds(12)))
                        : Optional.empty());
        runsOnce("silent");
        assertThat(creations.get()).isGreaterThan(WORKERS);
    }

    @Test
    void pods_are_created_and_the_answers_are_lost() {
        AtomicInteger creations = new AtomicInteger();
        cluster.proxy()
                .when(call -> isPodCreation(call) && creations.incrementAndGet() <= WORKERS
                        ? Optional.of(new Fault.After(() -> {}))
                        : Optional.empty());
        // The operator either asks again and hears that the pod is there, or sees it by its watch before it asks.
        int before = cluster.proxy().faults();
        runsOnce("answers-lost");
        assertThat(cluster.proxy().faults() - before).isEqualTo(WORKERS);
    }

    @Test
    void every_second_status_is_written_by_somebody_else_first() {
        AtomicInteger patches = new AtomicInteger();
        cluster.proxy()
                .when(call -> call.path().endsWith("/status") && patches.incrementAndGet() % 2 == 1
                        ? Optional.of(new Fault.Answered(409, "Conflict", "the object has been modified"))
                        : Optional.empty());
        runsOnce("conflicts");
    }

    @Test
    void what_watches_ask_for_is_too_old_and_their_connections_end() {
        AtomicInteger watches = new AtomicInteger();
        cluster.proxy()
                .when(call -> call.watches() && watches.incrementAndGet() <= 12
                        ? Optional.of(new Fault.Expired())
                        : Optional.empty());
        cluster.proxy().endWatches();
        runsOnce("watch-expired");
        assertThat(watches.get()).isGreaterThan(6);
    }

    /** A real priority level with one seat, and a crowd of the same user: the API server itself answers 429, again and again. */
    @Test
    void the_api_server_has_no_time_for_the_operator() throws Exception {
        Path level = Files.writeString(work.resolve("level.yaml"), """
                apiVersion: flowcontrol.apiserver.k8s.io/v1
                kind: PriorityLevelConfiguration
                metadata: {name: starved}
                spec:
                  type: Limited
                  limited: {nominalConcurrencyShares: 0, lendablePercent: 0, borrowingLimitPercent: 0, limitResponse: {type: Reject}}
                ---
                apiVersion: flowcontrol.apiserver.k8s.io/v1
                kind: FlowSchema
                metadata: {name: starved}
                spec:
                  matchingPrecedence: 2
                  priorityLevelConfiguration: {name: starved}
                  rules:
                  - subjects: [{kind: User, user: {name: xisuan-operator}}]
                    resourceRules: [{verbs: ["*"], apiGroups: ["*"], resources: ["*"], clusterScope: true, namespaces: ["*"]}]
                """);
        cluster.kubectl("apply", "-f", level.toString());
        AtomicBoolean crowded = new AtomicBoolean(true);
        try (KubernetesClient other = cluster.testbed().client("xisuan-operator");
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                crowd.execute(() -> asks(other, crowded));
            }
            runsOnce("starved");
            crowded.set(false);
        } finally {
            crowded.set(false);
        }
        assertThat(rejected()).isPositive();
        cluster.kubectl("delete", "-f", level.toString());
    }

    private static void asks(KubernetesClient client, AtomicBoolean on) {
        while (on.get()) {
            try {
                client.resources(TrainingJob.class).inAnyNamespace().list();
            } catch (KubernetesClientException refused) {
                assertThat(refused.getCode()).isEqualTo(429);
            }
        }
    }

    /** Returns how many requests the level rejected, as the API server counts them. */
    private long rejected() {
        String levels = cluster.kubectl("get", "--raw", "/debug/api_priority_and_fairness/dump_priority_levels");
        return levels.lines()
                .filter(line -> line.startsWith("starved,"))
                .mapToLong(line -> Long.parseLong(line.split(", *")[7]))
                .sum();
    }

    @Test
    void etcd_and_the_api_server_are_killed_while_a_gang_runs() throws Exception {
        String uid = cluster.submit("restarted", WORKERS, Map.of("run-for", "12s"));
        cluster.await("restarted", JobPhase.RUNNING);
        testbed("etcd");
        testbed("kube-apiserver");
        cluster.await("restarted", JobPhase.SUCCEEDED);
        cluster.ranOnceAndIsBilledAsItRan(uid, WORKERS);
        assertThat(cluster.job("restarted")
                        .map(TrainingJob::getStatus)
                        .orElseThrow()
                        .attempt())
                .isEqualTo(1);
        assertThat(cluster.operator().alive()).isTrue();
    }

    private void testbed(String part) {
        cluster.testbed().restart(part);
    }

    private static boolean isPodCreation(FaultProxy.Call call) {
        return call.method().equals("POST") && call.path().endsWith("/pods");
    }
}
