package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.operator.api.Marks;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every shape of a worker, its files and what it names, on a real API server with the operator's own rights. */
@Tag("cluster")
class WorkerShapesClusterTest {
    private static final String RESTRICTED = "restricted";

    private static ActCluster cluster;
    private static KubernetesClient operator;
    private static ClusterActor actor;

    @BeforeAll
    static void up() {
        cluster = ActCluster.start(2, SetupOptions.DEFAULTS);
        cluster.admin()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(RESTRICTED)
                        .addToLabels(Marks.TENANT, "tenant-a")
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        operator = cluster.as("xisuan-operator");
        actor = cluster.actor(1);
        assertThat(actor.raiseEpoch()).isEqualTo(ActAnswer.DONE);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void every_shape_is_accepted_where_pods_are_restricted_but_the_one_that_locks_memory() {
        WorkerShapes.all().forEach((name, shape) -> {
            Optional<String> refusal = refusal(RESTRICTED, shape);
            if (name.equals("locking")) {
                assertThat(refusal)
                        .hasValueSatisfying(text -> assertThat(text).contains("violates PodSecurity", "IPC_LOCK"));
                assertThat(refusal(ActCluster.TENANT_NAMESPACE, shape)).isEmpty();
            } else {
                assertThat(refusal).as(name).isEmpty();
            }
        });
    }

    @Test
    void the_files_of_a_gang_are_made_once_and_go_with_it() {
        JobId job = cluster.job("launched");
        AttemptKey attempt = new AttemptKey(job, 1);
        GangOrder order = Orders.gang(job, 1, WorkerShapes.launched(GangLauncher.MPI, true), "node-0001", "node-0002");
        assertThat(actor.start(order)).isEqualTo(ActAnswer.DONE);
        ConfigMap files = files(job, "launched-1").orElseThrow();
        assertThat(files.getData().get("hostfile")).isEqualTo("""
                        launched-1-0.launched-1.tenant-a.svc slots=2
                        launched-1-1.launched-1.tenant-a.svc slots=2
                        """);
        assertThat(files.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(job.uid()));
        assertThat(actor.start(order)).isEqualTo(ActAnswer.DONE);
        assertThat(files(job, "launched-1").orElseThrow().getMetadata().getResourceVersion())
                .isEqualTo(files.getMetadata().getResourceVersion());
        assertThat(actor.stop(attempt, 0)).isEqualTo(ActAnswer.DONE);
        assertThat(files(job, "launched-1")).as("while workers save themselves").isPresent();
        release(job);
        assertThat(actor.stop(attempt, 0)).isEqualTo(ActAnswer.DONE);
        assertThat(files(job, "launched-1")).isEmpty();
    }

    @Test
    void a_rank_table_is_completed_in_place_and_only_while_its_gang_is_there() {
        JobId job = cluster.job("ranked");
        AttemptKey attempt = new AttemptKey(job, 1);
        GangOrder order = Orders.gang(job, 1, WorkerShapes.launched(GangLauncher.RANK_TABLE, false), "node-0001");
        assertThat(actor.start(order)).isEqualTo(ActAnswer.DONE);
        assertThat(files(job, "ranked-1").orElseThrow().getData())
                .containsEntry("hccl.json", "{\"status\":\"initializing\"}");
        assertThat(actor.writeFile(attempt, RankTable.FILE, "{\"status\":\"completed\"}"))
                .isEqualTo(ActAnswer.DONE);
        String version = files(job, "ranked-1").orElseThrow().getMetadata().getResourceVersion();
        assertThat(actor.writeFile(attempt, RankTable.FILE, "{\"status\":\"completed\"}"))
                .isEqualTo(ActAnswer.DONE);
        assertThat(actor.start(order)).as("given again").isEqualTo(ActAnswer.DONE);
        ConfigMap files = files(job, "ranked-1").orElseThrow();
        assertThat(files.getData()).containsEntry("hccl.json", "{\"status\":\"completed\"}");
        assertThat(files.getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(actor.stop(attempt, 0)).isEqualTo(ActAnswer.DONE);
        release(job);
        assertThat(actor.stop(attempt, 0)).isEqualTo(ActAnswer.DONE);
        assertThat(actor.writeFile(attempt, RankTable.FILE, "{}"))
                .isInstanceOfSatisfying(
                        ActAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.CHANGED));
        release(job);
    }

    @Test
    void files_without_a_live_intent_are_fenced_and_swept() {
        JobId job = cluster.job("stray");
        GangOrder order = Orders.gang(job, 1, WorkerShapes.launched(GangLauncher.MPI, false), "node-0001", "node-0002");
        assertThat(cluster.admin().resource(object(order, 1)).create()).isNotNull();
        ClusterActor next = cluster.actor(2);
        assertThat(next.raiseEpoch()).isEqualTo(ActAnswer.DONE);
        assertThat(refused(operator, object(Orders.gang(cluster.job("late"), 1, order.worker(), "node-0001"), 1)))
                .contains("epoch 1 has given way to epoch 2");
        assertThat(next.sweep(new TreeSet<>()).files()).isEqualTo(1);
        assertThat(files(job, "stray-1")).isEmpty();
        actor = next;
    }

    @Test
    void only_the_operator_makes_files_of_gangs() {
        GangOrder order = Orders.gang(cluster.job("forged"), 1, WorkerShapes.launched(GangLauncher.MPI, false), "n");
        cluster.kubectl(
                        "admin",
                        "create",
                        "clusterrolebinding",
                        "tenant-edits",
                        "--clusterrole=edit",
                        "--user=tenant-a")
                .done();
        assertThat(refused(cluster.as("tenant-a"), object(order, 99))).contains("is the operator's");
    }

    @Test
    void a_claim_says_whether_it_is_there_and_on_which_nodes_its_volume_can_be_mounted() {
        NamedObject corpus = named(NamedObject.Kind.CLAIM, "corpus");
        assertThat(actor.presence(corpus)).isEqualTo(new Presence.Missing());
        apply("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: corpus}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteMany]
                  storageClassName: ""
                  claimRef: {namespace: tenant-a, name: corpus}
                  local: {path: /corpus}
                  nodeAffinity:
                    required:
                      nodeSelectorTerms:
                      - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [node-0002]}]
                """);
        apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: corpus, namespace: tenant-a}
                spec:
                  accessModes: [ReadWriteMany]
                  storageClassName: ""
                  volumeName: corpus
                  resources: {requests: {storage: 1Gi}}
                """);
        assertThat(actor.presence(corpus))
                .isInstanceOfSatisfying(
                        Presence.There.class,
                        there -> assertThat(there.nodes()).hasValueSatisfying(terms -> {
                            assertThat(terms.choose(Map.of("kubernetes.io/hostname", "node-0002")))
                                    .isTrue();
                            assertThat(terms.choose(Map.of("kubernetes.io/hostname", "node-0001")))
                                    .isFalse();
                        }));
    }

    @Test
    void secrets_are_looked_for_only_where_operations_let_us() {
        NamedObject token = named(NamedObject.Kind.SECRET, "token");
        assertThat(actor.presence(token)).isInstanceOf(Presence.NotTold.class);
        cluster.kubectl(
                        "admin",
                        "create",
                        "rolebinding",
                        "seen",
                        "-n",
                        "tenant-a",
                        "--clusterrole=xisuan-secrets-seen",
                        "--user=xisuan-operator")
                .done();
        ActCluster.await(
                "the right is in force",
                () -> actor.presence(token).equals(new Presence.Missing()),
                () -> actor.presence(token));
        cluster.kubectl("admin", "create", "secret", "generic", "token", "-n", "tenant-a")
                .done();
        assertThat(actor.presence(token)).isEqualTo(new Presence.There(Optional.empty()));
        NamedObject settings = named(NamedObject.Kind.CONFIG_MAP, "settings");
        assertThat(actor.presence(settings)).isEqualTo(new Presence.Missing());
        cluster.kubectl("admin", "create", "configmap", "settings", "-n", "tenant-a")
                .done();
        assertThat(actor.presence(settings)).isEqualTo(new Presence.There(Optional.empty()));
    }

    private static NamedObject named(NamedObject.Kind kind, String name) {
        return new NamedObject(kind, ActCluster.TENANT_NAMESPACE, name);
    }

    /** Returns what the API server has against a gang's objects, without creating any. */
    private static Optional<String> refusal(String namespace, WorkerShape shape) {
        JobId job = new JobId(namespace, "shaped", "00000000-0000-4000-8000-000000000001");
        GangOrder order = Orders.gang(job, 1, shape, "node-0001", "node-0002");
        List<HasMetadata> objects = new ArrayList<>();
        SortedMap<String, String> files = GangFiles.of(order);
        if (!files.isEmpty()) {
            objects.add(GangManifests.files(order, files, 5));
        }
        objects.add(GangManifests.service(order, 5));
        order.pods().forEach(pod -> objects.add(GangManifests.pod(order, pod, 5)));
        try {
            objects.forEach(object -> operator.resource(object).dryRun().create());
            return Optional.empty();
        } catch (KubernetesClientException error) {
            return Optional.of(String.valueOf(error.getMessage()));
        }
    }

    private static HasMetadata object(GangOrder order, long epoch) {
        return GangManifests.files(order, GangFiles.of(order), epoch);
    }

    private static String refused(KubernetesClient client, HasMetadata object) {
        try {
            client.resource(object).dryRun().create();
            return "";
        } catch (KubernetesClientException error) {
            return String.valueOf(error.getMessage());
        }
    }

    private static void apply(String yaml) {
        cluster.admin()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    private static Optional<ConfigMap> files(JobId job, String name) {
        return Optional.ofNullable(cluster.admin()
                .configMaps()
                .inNamespace(job.namespace())
                .withName(name)
                .get());
    }

    private static void release(JobId job) {
        cluster.podsOf(job)
                .forEach(pod -> actor.releaseFinalizer(
                        job.namespace(),
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid()));
    }
}
