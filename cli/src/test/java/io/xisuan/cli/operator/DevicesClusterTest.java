package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on every way in which devices are offered, on a real API server: they run, and are billed for what they asked for. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevicesClusterTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path SAMPLE = ROOT.resolve("deploy/samples/cluster");

    @TempDir
    static Path work;

    private Testbed testbed;
    private KubernetesClient admin;
    private HamiStandIn hami;
    private ChildProgram operator;

    @BeforeAll
    void bring_up() {
        testbed = Testbed.up("devices", "--no-audit");
        admin = testbed.client("admin");
        hami = new HamiStandIn(admin);
        String unused = MeteredCluster.program(
                "contracts",
                "import",
                "--suppliers",
                SAMPLE.resolve("suppliers.csv").toString(),
                "--contracts",
                SAMPLE.resolve("contracts.csv").toString(),
                "--db",
                db());
        apply("nodes.yaml", resource("/devices/nodes.yaml"));
        operator = ChildProgram.start(
                work.resolve("operator.log"),
                "operator",
                "--kubeconfig",
                testbed.kubeconfig("admin").toString(),
                "--data",
                work.resolve("data").toString(),
                "--db",
                db());
        Eventually.holds(
                "the operator leads", LIMIT, () -> operator.said().contains("leading cluster"), operator::said);
        apply(
                "site.yaml",
                resource("/metering/site.yaml")
                        .replace(
                                "      prices:\n",
                                "      prices:\n        - {accelerator: nvidia-h20, sites: [sim], pricePerDeviceHour: \"8.00\"}\n"));
        submit("mig", 2, 1, "nvidia-h800-80g", ", partition: 1g.10gb");
        submit("shares", 3, 1, "nvidia-h800-80g", ", share: {cores: 50, memory: 20Gi}");
        submit("dcu", 1, 1, "hygon-k100-ai", ", share: {cores: 20, memory: 16Gi}");
        submit("mlu", 1, 1, "cambricon-mlu590", ", share: {cores: 30, memory: 8Gi}");
        submit("ascend", 1, 2, "ascend-910b", "");
        submit("claims", 1, 2, "nvidia-h20", "");
    }

    @AfterAll
    void take_down() {
        operator.close();
        hami.close();
        admin.close();
        testbed.close();
    }

    @Test
    void a_worker_of_a_mig_instance_asks_for_it_alone_and_is_billed_for_a_seventh_of_a_device() {
        await("mig");
        assertThat(asked("mig")).containsEntry("nvidia.com/mig-1g.10gb", "1").doesNotContainKey("nvidia.com/gpu");
        billed("mig", "1/7");
        assertThat(lanes("mig")).containsExactly("mig-1 nvidia.com/mig-1g.10gb/0", "mig-1 nvidia.com/mig-1g.10gb/1");
    }

    @Test
    void workers_that_share_cards_by_hami_are_billed_for_their_halves_and_its_annotation_vouches_for_the_card() {
        await("shares");
        assertThat(pods("shares"))
                .allSatisfy(pod -> assertThat(pod.getSpec().getSchedulerName()).isEqualTo("hami-scheduler"));
        assertThat(asked("shares"))
                .containsEntry("nvidia.com/gpu", "1")
                .containsEntry("nvidia.com/gpucores", "50")
                .containsEntry("nvidia.com/gpumem", "20480");
        billed("shares", "1/2");
        assertThat(lanes("shares")).as("two on one card").hasSize(2);
        assertThat(confirmations("shares"))
                .allSatisfy(confirmation -> {
                    assertThat(confirmation.basis()).isEqualTo(Confirmation.Basis.ANNOTATION);
                    assertThat(confirmation.device().orElseThrow().value()).startsWith("hami-nvidia-card-");
                })
                .isNotEmpty();
    }

    @Test
    void a_share_of_a_hygon_card_is_billed_by_the_larger_of_cores_and_memory() {
        await("dcu");
        assertThat(asked("dcu"))
                .containsEntry("hygon.com/dcunum", "1")
                .containsEntry("hygon.com/dcucores", "20")
                .containsEntry("hygon.com/dcumem", "16384");
        billed("dcu", "1/4");
        assertThat(lanes("dcu")).containsExactly("hami-hygon hygon.com/dcu/0");
    }

    @Test
    void a_share_of_a_cambricon_card_asks_for_memory_in_units_of_256_mib() {
        await("mlu");
        assertThat(asked("mlu"))
                .containsEntry("cambricon.com/vmlu", "1")
                .containsEntry("cambricon.com/mlu.smlu.vcore", "30")
                .containsEntry("cambricon.com/mlu.smlu.vmemory", "32");
        billed("mlu", "3/10");
    }

    @Test
    void whole_ascend_devices_are_billed_whole() {
        await("ascend");
        assertThat(asked("ascend")).containsEntry("huawei.com/Ascend910", "2");
        billed("ascend", "1/1");
        assertThat(lanes("ascend")).hasSize(2);
    }

    @Test
    void whole_devices_of_a_dra_driver_are_claimed_and_the_claim_vouches_for_them() {
        await("claims");
        assertThat(asked("claims").keySet()).containsExactly("cpu", "memory");
        billed("claims", "1/1");
        assertThat(lanes("claims")).containsExactly("dra-1 nvidia.com/gpu/0", "dra-1 nvidia.com/gpu/1");
        assertThat(confirmations("claims"))
                .allSatisfy(confirmation -> assertThat(confirmation.basis()).isEqualTo(Confirmation.Basis.CLAIM))
                .extracting(confirmation -> confirmation.device().orElseThrow().value())
                .contains("gpu.nvidia.com/dra-1/gpu-0", "gpu.nvidia.com/dra-1/gpu-1");
    }

    @Test
    void a_node_that_offers_its_devices_in_two_ways_is_left_out() {
        await("dcu");
        assertThat(entries(JournalEntry.Node.class).stream()
                        .map(entry -> entry.span().node().value()))
                .contains("hami-hygon")
                .doesNotContain("two-modes");
    }

    /** Holds each pod's billed time to its share of the time from when the whole gang ran to its end, on each of its devices. */
    private void billed(String name, String share) {
        String[] parts = share.split("/");
        AcceleratorShare part = new AcceleratorShare(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        List<Pod> pods = pods(name);
        long began = pods.stream()
                .mapToLong(pod -> millis(ended(pod).getStartedAt()))
                .max()
                .orElseThrow();
        int devices = job(name).orElseThrow().getSpec().devicesPerWorker();
        long expected = pods.stream()
                .mapToLong(pod -> devices
                        * part.held(new Interval(began, millis(ended(pod).getFinishedAt())))
                                .value())
                .sum();
        List<UsageInterval> billed =
                usage(name).stream().filter(UsageInterval::billed).toList();
        assertThat(billed).allSatisfy(usage -> assertThat(usage.share()).isEqualTo(part));
        assertThat(billed.stream().mapToLong(usage -> usage.quantity().value()).sum())
                .as("%s: %s", name, billed)
                .isEqualTo(expected)
                .isPositive();
    }

    private SortedSet<String> lanes(String name) {
        TreeSet<String> lanes = new TreeSet<>();
        usage(name).forEach(usage -> lanes.add(usage.node() + " " + usage.lane()));
        return lanes;
    }

    private List<Confirmation> confirmations(String name) {
        String uid = uid(name);
        return entries(JournalEntry.Usage.class).stream()
                .filter(entry -> entry.usage().job().uid().equals(uid))
                .flatMap(entry -> entry.confirmation().stream())
                .toList();
    }

    private List<UsageInterval> usage(String name) {
        String uid = uid(name);
        return entries(JournalEntry.Usage.class).stream()
                .map(JournalEntry.Usage::usage)
                .filter(usage -> usage.job().uid().equals(uid))
                .toList();
    }

    private <T extends JournalEntry> List<T> entries(Class<T> kind) {
        List<T> entries = new ArrayList<>();
        SegmentJournal.read(work.resolve("data/journal"), record -> {
            JournalEntry entry = EntryCodec.decode(record);
            if (kind.isInstance(entry)) {
                entries.add(kind.cast(entry));
            }
        });
        return entries;
    }

    private Map<String, String> asked(String name) {
        Container worker = pods(name).getFirst().getSpec().getContainers().getFirst();
        TreeMap<String, String> asked = new TreeMap<>();
        worker.getResources().getLimits().forEach((resource, amount) -> asked.put(resource, amount.toString()));
        return asked;
    }

    private List<Pod> pods(String name) {
        return admin.pods()
                .inNamespace("example")
                .withLabel(Marks.JOB, uid(name))
                .list()
                .getItems();
    }

    private String uid(String name) {
        return job(name).orElseThrow().getMetadata().getUid();
    }

    private static ContainerStateTerminated ended(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }

    private void await(String name) {
        Eventually.holds(
                name + " succeeded",
                LIMIT,
                () -> job(name)
                        .filter(job ->
                                job.getStatus() != null && job.getStatus().phase() == JobPhase.SUCCEEDED)
                        .isPresent(),
                () -> job(name).map(TrainingJob::getStatus) + "\n" + hami.problems() + "\n" + operator.said());
    }

    private Optional<TrainingJob> job(String name) {
        return Optional.ofNullable(admin.resources(TrainingJob.class)
                .inNamespace("example")
                .withName(name)
                .get());
    }

    private void submit(String name, int workers, int devices, String accelerator, String part) {
        apply(
                name + ".yaml",
                resource("/devices/job.yaml")
                        .replace("NAME", name)
                        .replace("WORKERS", Integer.toString(workers))
                        .replace("DEVICES", Integer.toString(devices))
                        .replace("ACCELERATOR", accelerator)
                        .replace("PART", part));
    }

    private void apply(String name, String text) {
        try {
            Path file = Files.writeString(work.resolve(name), text);
            Eventually.holds(
                    name + " is applied",
                    LIMIT,
                    () -> testbed.kubectl("admin", "apply", "-f", file.toString())
                                    .code()
                            == 0,
                    () -> testbed.kubectl("admin", "apply", "-f", file.toString())
                            .text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(DevicesClusterTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String db() {
        return "jdbc:sqlite:" + work.resolve("data/xisuan.db");
    }
}
