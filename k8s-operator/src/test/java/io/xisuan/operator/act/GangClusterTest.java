package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One leader's orders on a real API server, as the operator's own user. */
@Tag("cluster")
class GangClusterTest {
    private static ActCluster cluster;
    private static ClusterActor actor;

    @BeforeAll
    static void up() {
        cluster = ActCluster.start(6, SetupOptions.DEFAULTS);
        actor = cluster.actor(1);
        assertThat(actor.raiseEpoch()).isEqualTo(ActAnswer.DONE);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void a_gang_runs_on_exactly_the_nodes_that_it_is_pinned_to() {
        JobId job = cluster.job("pinned");
        GangOrder order = Orders.gang(job, 1, Orders.SMALL, "node-0005", "node-0002", "node-0005", "node-0001");
        assertThat(actor.start(order)).isEqualTo(ActAnswer.DONE);
        awaitRunning(job, 4);
        Map<String, String> nodes = cluster.podsOf(job).stream()
                .collect(Collectors.toMap(
                        pod -> pod.getMetadata().getName(),
                        pod -> pod.getSpec().getNodeName(),
                        (a, b) -> a,
                        TreeMap::new));
        assertThat(nodes)
                .containsExactly(
                        Map.entry("pinned-1-0", "node-0005"),
                        Map.entry("pinned-1-1", "node-0002"),
                        Map.entry("pinned-1-2", "node-0005"),
                        Map.entry("pinned-1-3", "node-0001"));
        Service service = cluster.admin()
                .services()
                .inNamespace(job.namespace())
                .withName("pinned-1")
                .get();
        assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
    }

    @Test
    void an_order_given_twice_is_carried_out_once() {
        JobId job = cluster.job("twice");
        GangOrder order = Orders.gang(job, 1, Orders.SMALL, "node-0003", "node-0004");
        assertThat(actor.start(order)).isEqualTo(ActAnswer.DONE);
        List<String> uids = uids(job);
        assertThat(actor.start(order)).isEqualTo(ActAnswer.DONE);
        assertThat(uids(job)).hasSize(2).isEqualTo(uids);
    }

    @Test
    void a_name_that_is_taken_is_refused_and_says_how_far_the_gang_came() {
        JobId taker = cluster.job("taker");
        assertThat(actor.start(Orders.gang(new JobId("tenant-a", "wanted", taker.uid()), 1, Orders.SMALL, "node-0001")))
                .isEqualTo(ActAnswer.DONE);
        JobId wanted = cluster.job("wanted");
        ActAnswer answer = actor.start(Orders.gang(wanted, 1, Orders.SMALL, "node-0001", "node-0002"));
        assertThat(answer).isInstanceOf(ActAnswer.Refused.class);
        assertThat(((ActAnswer.Refused) answer).reason()).isEqualTo(RefusalReason.NAME_TAKEN);
        assertThat(((ActAnswer.Refused) answer).message())
                .contains("wanted-1-0")
                .contains("of 2 pods exist");
        assertThat(actor.stop(new AttemptKey(wanted, 1), 0)).isEqualTo(ActAnswer.DONE);
        releaseAll(wanted);
        awaitGone(wanted);
    }

    @Test
    void a_missing_namespace_and_a_variable_that_exposes_devices_are_refused_with_their_reasons() {
        JobId nowhere = new JobId("nowhere", "lost", "00000000-0000-4000-8000-000000000001");
        assertThat(reason(actor.start(Orders.gang(nowhere, 1, Orders.SMALL, "node-0001"))))
                .isEqualTo(RefusalReason.NAMESPACE_MISSING);
        JobId curious = cluster.job("curious");
        WorkerShape shape = Orders.withEnv("NVIDIA_VISIBLE_DEVICES", "all");
        assertThat(reason(actor.start(Orders.gang(curious, 1, shape, "node-0001"))))
                .isEqualTo(RefusalReason.INVALID);
        assertThat(cluster.podsOf(curious)).isEmpty();
    }

    @Test
    void a_stopped_gang_stays_until_it_is_measured_and_then_leaves_nothing() {
        JobId job = cluster.job("stopped");
        AttemptKey attempt = new AttemptKey(job, 1);
        assertThat(actor.start(Orders.gang(job, 1, Orders.SMALL, "node-0003", "node-0006")))
                .isEqualTo(ActAnswer.DONE);
        awaitRunning(job, 2);
        assertThat(actor.stop(attempt, 1)).isEqualTo(ActAnswer.DONE);
        ActCluster.await(
                "pods ended",
                () -> cluster.podsOf(job).stream().allMatch(GangClusterTest::ended),
                () -> cluster.podsOf(job));
        assertThat(cluster.podsOf(job)).as("kept by the finalizer").hasSize(2);
        releaseAll(job);
        awaitGone(job);
        assertThat(actor.stop(attempt, 1)).as("stopping what is gone").isEqualTo(ActAnswer.DONE);
        assertThat(cluster.admin()
                        .services()
                        .inNamespace(job.namespace())
                        .withName("stopped-1")
                        .get())
                .isNull();
    }

    @Test
    void deleting_the_job_ends_its_pods_and_the_finalizer_keeps_them_until_they_are_measured() {
        JobId job = cluster.job("withdrawn");
        assertThat(actor.start(Orders.gang(job, 1, Orders.SMALL, "node-0003", "node-0006")))
                .isEqualTo(ActAnswer.DONE);
        awaitRunning(job, 2);
        cluster.admin()
                .genericKubernetesResources("xisuan.io/v1alpha1", "TrainingJob")
                .inNamespace(job.namespace())
                .withName(job.name())
                .delete();
        ActCluster.await(
                "pods ended",
                () -> cluster.podsOf(job).stream().allMatch(GangClusterTest::ended),
                () -> cluster.podsOf(job));
        assertThat(cluster.podsOf(job)).hasSize(2);
        releaseAll(job);
        awaitGone(job);
    }

    @Test
    void a_release_keeps_other_finalizers_and_spares_another_pod_of_the_name() {
        JobId job = cluster.job("shared");
        assertThat(actor.start(Orders.gang(job, 1, Orders.SMALL, "node-0004"))).isEqualTo(ActAnswer.DONE);
        cluster.admin()
                .pods()
                .inNamespace(job.namespace())
                .withName("shared-1-0")
                .patch(PatchContext.of(PatchType.JSON_MERGE), """
                        {"metadata":{"finalizers":["example.com/keep","xisuan.io/metering","example.com/too"]}}""");
        Pod pod = cluster.podsOf(job).getFirst();
        assertThat(actor.releaseFinalizer(job.namespace(), "shared-1-0", "another-uid"))
                .isEqualTo(ActAnswer.DONE);
        assertThat(cluster.podsOf(job).getFirst().getMetadata().getFinalizers()).contains("xisuan.io/metering");
        assertThat(actor.releaseFinalizer(
                        job.namespace(), "shared-1-0", pod.getMetadata().getUid()))
                .isEqualTo(ActAnswer.DONE);
        assertThat(cluster.podsOf(job).getFirst().getMetadata().getFinalizers())
                .containsExactly("example.com/keep", "example.com/too");
        assertThat(actor.releaseFinalizer(job.namespace(), "no-such-pod", "uid"))
                .isEqualTo(ActAnswer.DONE);
    }

    @Test
    void a_server_that_cannot_be_reached_is_an_answer_to_every_order() {
        try (var nowhere = ClusterConnection.open(
                new ConfigBuilder().withMasterUrl("https://127.0.0.1:1").build())) {
            ClusterActor lost = new ClusterActor(nowhere, ActCluster.ID, 1);
            assertThat(lost.raiseEpoch()).isInstanceOf(ActAnswer.Unreachable.class);
            assertThat(lost.sweep(new TreeSet<>()).answer()).isInstanceOf(ActAnswer.Unreachable.class);
            assertThat(lost.stop(new AttemptKey(new JobId("t", "j", "u"), 1), 1))
                    .isInstanceOf(ActAnswer.Unreachable.class);
            assertThat(lost.releaseFinalizer("t", "p", "u")).isInstanceOf(ActAnswer.Unreachable.class);
        }
    }

    @Test
    void the_operators_rights_suffice_to_look_at_the_setup_and_it_says_what_is_missing() {
        var operator = cluster.as("xisuan-operator");
        assertThat(ClusterSetup.check(operator, ActCluster.ID)).isEqualTo(ActAnswer.DONE);
        ActAnswer refused = ClusterSetup.install(operator, ActCluster.ID);
        assertThat(reason(refused)).isEqualTo(RefusalReason.NO_RIGHTS);
        cluster.admin().rbac().clusterRoles().withName("xisuan-finance").delete();
        ActAnswer missing = ClusterSetup.check(operator, ActCluster.ID);
        assertThat(((ActAnswer.Refused) missing).message()).contains("ClusterRole xisuan-finance is missing");
        assertThat(ClusterSetup.install(cluster.admin(), ActCluster.ID)).isEqualTo(ActAnswer.DONE);
        assertThat(ClusterSetup.check(operator, ActCluster.ID)).isEqualTo(ActAnswer.DONE);
        assertThat(cluster.admin()
                        .configMaps()
                        .inNamespace("xisuan-system")
                        .withName("xisuan-leader")
                        .get()
                        .getData())
                .as("a second setup leaves the epoch alone")
                .isEqualTo(
                        new ConfigMapBuilder().addToData("epoch", "1").build().getData());
    }

    private static boolean ended(Pod pod) {
        return List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    private static RefusalReason reason(ActAnswer answer) {
        assertThat(answer).isInstanceOf(ActAnswer.Refused.class);
        return ((ActAnswer.Refused) answer).reason();
    }

    private static void awaitRunning(JobId job, int pods) {
        ActCluster.await(
                pods + " pods run",
                () -> cluster.podsOf(job).stream()
                                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                                .count()
                        == pods,
                () -> cluster.podsOf(job));
    }

    private static void awaitGone(JobId job) {
        ActCluster.await("no pods", () -> cluster.podsOf(job).isEmpty(), () -> cluster.podsOf(job));
    }

    private static void releaseAll(JobId job) {
        for (Pod pod : cluster.podsOf(job)) {
            assertThat(actor.releaseFinalizer(
                            job.namespace(),
                            pod.getMetadata().getName(),
                            pod.getMetadata().getUid()))
                    .isEqualTo(ActAnswer.DONE);
        }
    }

    private static List<String> uids(JobId job) {
        return cluster.podsOf(job).stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }
}
