package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Money;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Pods as training needs them, from the TrainingJob to the API server: what they name, what they are told, and an image that is not there. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkerClusterTest {
    private static final Duration SAID_WITHIN = Duration.ofMinutes(2);

    @TempDir
    static Path work;

    private RoomCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new RoomCluster("worker", work, sites -> sites);
        cluster.apply("ascend.yaml", ascendNodes());
        submit("unpulled", "testbed.xisuan.io/image-pull-backoff: \"true\"", 1, "nvidia-h800-80g", "");
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    @Test
    @Order(1)
    void a_job_waits_for_a_claim_that_is_not_there_and_runs_where_its_volume_is() {
        submit("stored", "testbed.xisuan.io/run-for: 3s", 2, "nvidia-h800-80g", """
                  data: pvc://corpus/zh
                  launcher: mpi
                  checkpoint: {uri: "s3://checkpoints/x", grace: 5s, signal: file}
                """);
        Eventually.holds(
                "the claim is missed",
                RoomCluster.LIMIT,
                () -> reason("stored").contains("PersistentVolumeClaim corpus is not in namespace example: create it"),
                () -> reason("stored"));
        cluster.apply("corpus.yaml", claim());
        cluster.await("stored", JobPhase.SUCCEEDED);
        assertThat(cluster.pods("stored"))
                .allSatisfy(pod -> assertThat(pod.getSpec().getNodeName()).isIn("west-h800-1", "west-h800-2"));
        ConfigMap files = files("stored-1");
        assertThat(files.getData().get("hostfile"))
                .isEqualTo("stored-1-0.stored-1.example.svc slots=1\nstored-1-1.stored-1.example.svc slots=1\n");
        Pod first = cluster.pods("stored").getFirst();
        assertThat(first.getSpec().getContainers().getFirst().getVolumeMounts())
                .extracting("mountPath")
                .contains("/mnt/xisuan/data", "/etc/xisuan");
    }

    @Test
    @Order(2)
    void a_rank_table_is_complete_once_every_pod_was_given_its_devices() {
        submit("ranked", "testbed.xisuan.io/run-for: 300s", 2, "ascend-910b", "  launcher: rankTable\n");
        cluster.await("ranked", JobPhase.RUNNING);
        assertThat(files("ranked-1").getData()).containsEntry("hccl.json", "{\"status\":\"initializing\"}");
        for (int rank = 0; rank < 2; rank++) {
            String note = "{\"pod_name\":\"%1$d\",\"server_id\":\"10.0.0.%1$d\",\"devices\":[{\"device_id\":\"0\"}]}"
                    .formatted(rank);
            cluster.testbed()
                    .kubectl(
                            "admin",
                            "annotate",
                            "pod",
                            "-n",
                            "example",
                            "ranked-1-" + rank,
                            "ascend.kubectl.kubernetes.io/ascend-910-configuration=" + note)
                    .done();
        }
        Eventually.holds(
                "the table is complete",
                RoomCluster.LIMIT,
                () -> files("ranked-1").getData().toString().contains("\"server_count\":\"2\""),
                () -> files("ranked-1").getData() + cluster.operator().said());
        cluster.delete("ranked");
        Eventually.holds(
                "its files are gone", RoomCluster.LIMIT, () -> found("ranked-1").isEmpty(), () -> found("ranked-1"));
    }

    @Test
    @Order(3)
    void an_image_that_cannot_be_pulled_is_said_within_two_minutes_and_costs_nothing() {
        cluster.await("unpulled", JobPhase.FAILED);
        TrainingJob job = cluster.job("unpulled").orElseThrow();
        String uid = job.getMetadata().getUid();
        assertThat(job.getStatus().reason()).isEqualTo("ImageNotPulled");
        assertThat(job.getStatus().message()).contains("registry.example/train:1");
        assertThat(usage(uid)).noneMatch(usage -> usage.usageClass() == UsageClass.BILLED);
        List<Intent> attempts = cluster.stored(store -> store.intents(uid));
        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.changedAtMillis() - created(job)).isLessThan(SAID_WITHIN.toMillis());
            Hold hold = cluster.stored(store -> store.hold(attempt.holdId().orElseThrow()))
                    .orElseThrow();
            assertThat(hold.resolved()).isTrue();
            assertThat(hold.posted()).isEqualTo(Money.ZERO);
        });
    }

    private static long created(TrainingJob job) {
        return Instant.parse(job.getMetadata().getCreationTimestamp()).toEpochMilli();
    }

    private String reason(String name) {
        return cluster.job(name)
                .flatMap(job -> Optional.ofNullable(job.getStatus()))
                .map(status -> status.reason() + ": " + status.message())
                .orElse("");
    }

    private ConfigMap files(String name) {
        return found(name).orElseThrow();
    }

    private Optional<ConfigMap> found(String name) {
        return Optional.ofNullable(cluster.admin()
                .configMaps()
                .inNamespace("example")
                .withName(name)
                .get());
    }

    private void submit(String name, String annotation, int workers, String accelerator, String more) {
        cluster.apply(name + ".yaml", """
                apiVersion: xisuan.io/v1alpha1
                kind: TrainingJob
                metadata:
                  name: %s
                  namespace: example
                  annotations: {%s}
                spec:
                  workers: %d
                  devicesPerWorker: 1
                  variants:
                    - {accelerator: %s, image: "registry.example/train:1"}
                  runTime: 1h
                  contractRef: c-example
                """.formatted(name, annotation, workers, accelerator) + more);
    }

    /** A volume that only the nodes of site west can mount, although east is cheaper to pay. */
    private static String claim() {
        return """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: corpus}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteMany]
                  storageClassName: ""
                  claimRef: {namespace: example, name: corpus}
                  local: {path: /corpus}
                  nodeAffinity:
                    required:
                      nodeSelectorTerms:
                      - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [west-h800-1, west-h800-2]}]
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: corpus, namespace: example}
                spec:
                  accessModes: [ReadWriteMany]
                  storageClassName: ""
                  volumeName: corpus
                  resources: {requests: {storage: 1Gi}}
                """;
    }

    /** Two nodes of Ascend devices at site east, and their price. */
    private static String ascendNodes() {
        StringBuilder text = new StringBuilder("""
                apiVersion: xisuan.io/v1alpha1
                kind: Tariff
                metadata: {name: example-ascend}
                spec:
                  supplier: example-compute
                  vatRate: "0.06"
                  invoiceItem: "*信息技术服务*算力服务"
                  versions:
                    - name: ascend-2026
                      from: "2026-01-01T00:00:00+08:00"
                      to: "2036-01-01T00:00:00+08:00"
                      billableFrom: gang-running
                      prices:
                        - {accelerator: ascend-910b, sites: [east], pricePerDeviceHour: "6.00"}
                """);
        for (int i = 1; i <= 2; i++) {
            text.append("""
                    ---
                    apiVersion: v1
                    kind: Node
                    metadata:
                      name: east-ascend-%1$d
                      annotations: {kwok.x-k8s.io/node: fake}
                      labels: {kubernetes.io/hostname: east-ascend-%1$d, xisuan.io/site: east, xisuan.io/accelerator: ascend-910b}
                    status:
                      capacity: {cpu: "128", memory: 1024Gi, pods: "110", huawei.com/Ascend910: "1"}
                      allocatable: {cpu: "128", memory: 1024Gi, pods: "110", huawei.com/Ascend910: "1"}
                    """.formatted(i));
        }
        return text.toString();
    }

    private static List<UsageInterval> usage(String uid) {
        List<UsageInterval> usage = new ArrayList<>();
        SegmentJournal.read(work.resolve("data/journal"), record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry
                    && entry.usage().job().uid().equals(uid)) {
                usage.add(entry.usage());
            }
        });
        return usage;
    }
}
