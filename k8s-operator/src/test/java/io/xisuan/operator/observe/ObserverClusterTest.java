package io.xisuan.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ClusterConnection;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.testbed.Testbed;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class ObserverClusterTest {
    private static final String NAMESPACE = "default";
    private static final String NODE = "node-0001";
    private static final ObserveOptions OPTIONS =
            ObserveOptions.hub(InstantSource.system()).withLeasePeriod(Duration.ofSeconds(1));

    private static Testbed testbed;
    private static KubernetesClient client;

    @BeforeAll
    static void up() {
        testbed = Testbed.up("observe", "--nodes", "2");
        client = testbed.client("admin");
    }

    @AfterAll
    static void down() {
        client.close();
        testbed.close();
    }

    private static ClusterObserver observe(KubernetesClient by) {
        return ClusterObserver.start(by, new ClusterId("tested"), OPTIONS, () -> {});
    }

    private static ObservedCluster await(ClusterObserver observer, Predicate<ObservedCluster> wanted) {
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            ObservedCluster seen = observer.snapshot();
            if (wanted.test(seen)) {
                return seen;
            }
            assertThat(Instant.now())
                    .as("last seen %s, %s", seen, observer.health())
                    .isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static Pod pod(String name, boolean ours, String... annotation) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations(Marks.EPOCH, "3")
                .endMetadata()
                .withNewSpec()
                .withNodeName(NODE)
                .withTerminationGracePeriodSeconds(0L)
                .addNewContainer()
                .withName("main")
                .withImage("example.com/trainer:1")
                .withNewResources()
                .addToLimits("nvidia.com/gpu", new Quantity("2"))
                .endResources()
                .endContainer()
                .endSpec();
        for (int i = 0; i < annotation.length; i += 2) {
            pod.editMetadata()
                    .addToAnnotations(annotation[i], annotation[i + 1])
                    .endMetadata();
        }
        if (ours) {
            pod.editMetadata()
                    .addToLabels(Marks.JOB, "uid-of-" + name)
                    .addToLabels(Marks.JOB_NAME, name)
                    .addToLabels(Marks.ATTEMPT, "1")
                    .addToLabels(Marks.RANK, "0")
                    .endMetadata();
        }
        return client.pods().inNamespace(NAMESPACE).resource(pod.build()).create();
    }

    private static List<ObservedPod> named(List<ObservedPod> pods, String name) {
        return pods.stream().filter(pod -> pod.name().equals(name)).toList();
    }

    private static long gpus(ObservedCluster seen) {
        return seen.nodes().getFirst().foreign().devices("nvidia.com/gpu");
    }

    @Test
    void a_pod_of_ours_is_seen_to_its_end_with_the_times_of_its_object() {
        try (ClusterObserver observer = observe(client)) {
            await(observer, ObservedCluster::synced);
            pod("ends", true, "testbed.xisuan.io/fail-after", "2s", "testbed.xisuan.io/exit-code", "3");
            ObservedCluster seen = await(
                    observer,
                    cluster -> named(cluster.ours(), "ends").stream().anyMatch(pod -> pod.phase() == PodPhase.FAILED));
            ObservedPod ended = named(seen.ours(), "ends").getFirst();
            var state = client.pods()
                    .inNamespace(NAMESPACE)
                    .withName("ends")
                    .require()
                    .getStatus()
                    .getContainerStatuses()
                    .getFirst()
                    .getState()
                    .getTerminated();
            assertThat(ended.exitCode()).hasValue(3);
            assertThat(ended.startedMillis())
                    .hasValue(Instant.parse(state.getStartedAt()).toEpochMilli());
            assertThat(ended.finishedMillis())
                    .hasValue(Instant.parse(state.getFinishedAt()).toEpochMilli());
            assertThat(seen.gone()).isEmpty();
        }
    }

    @Test
    void what_others_hold_is_counted_until_they_end() {
        try (ClusterObserver observer = observe(client)) {
            pod("owners", false, "testbed.xisuan.io/run-for", "3s");
            ObservedCluster held = await(observer, cluster -> cluster.synced() && gpus(cluster) == 2);
            assertThat(held.nodes())
                    .hasSize(2)
                    .allMatch(node -> Long.valueOf(8).equals(node.allocatable().get("nvidia.com/gpu")));
            await(observer, cluster -> gpus(cluster) == 0);
            await(
                    observer,
                    cluster -> cluster.nodes().stream()
                            .allMatch(node ->
                                    node.ready() && node.leaseRenewedMillis().isPresent()));
        }
    }

    @Test
    void the_tenants_of_namespaces_are_known() {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("lab")
                        .addToLabels(Marks.TENANT, "university")
                        .endMetadata()
                        .build())
                .create();
        try (ClusterObserver observer = observe(client)) {
            await(observer, cluster -> "university".equals(cluster.tenants().get("lab")));
        }
    }

    @Test
    void a_broken_way_to_the_api_server_is_said_and_loses_no_deletion() throws Exception {
        Config config = Config.fromKubeconfig(testbed.kubeconfig("admin").toFile());
        try (CuttableProxy proxy =
                        new CuttableProxy(URI.create(config.getMasterUrl()).getPort());
                KubernetesClient cuttable = ClusterConnection.open(new ConfigBuilder(config)
                        .withMasterUrl("https://127.0.0.1:%d/".formatted(proxy.port()))
                        .build());
                ClusterObserver observer = observe(cuttable)) {
            pod("lost", true);
            await(
                    observer,
                    cluster -> cluster.synced()
                            && named(cluster.ours(), "lost").stream().anyMatch(pod -> pod.phase() == PodPhase.RUNNING));
            proxy.cut(true);
            await(observer, cluster -> !cluster.synced());
            client.pods()
                    .inNamespace(NAMESPACE)
                    .withName("lost")
                    .withGracePeriod(0)
                    .delete();
            await(observer, cluster -> observer.health().lastError().isPresent());
            assertThat(observer.health().failedMillis()).isPresent();
            proxy.cut(false);
            ObservedCluster back = await(
                    observer,
                    cluster -> cluster.synced() && named(cluster.ours(), "lost").isEmpty());
            assertThat(back.generation()).isPositive();
        }
    }
}
