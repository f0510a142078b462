package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.cli.Main;
import io.xisuan.model.BillingPeriod;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobStatus;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One gang from kubectl apply to an issued, subsidised invoice, on a real API server, through the program as its users start it.
 * Each test goes on where the one before ended, as a day's work does.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PathClusterTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path SAMPLE = ROOT.resolve("deploy/samples/cluster");
    private static final String MONTH =
            BillingPeriod.of(System.currentTimeMillis()).toString();

    @TempDir
    static Path work;

    private Testbed testbed;
    private KubernetesClient admin;
    private ChildProgram operator;

    @BeforeAll
    void bring_up() {
        testbed = Testbed.up("path");
        admin = testbed.client("admin");
        program(
                "contracts",
                "import",
                "--suppliers",
                file("suppliers.csv"),
                "--contracts",
                file("contracts.csv"),
                "--db",
                db());
        operator = startOperator();
    }

    @AfterAll
    void take_down() {
        operator.close();
        admin.close();
        testbed.close();
    }

    @Test
    @Order(1)
    void one_gang_goes_from_kubectl_apply_to_succeeded_on_the_site_with_the_lowest_price_to_pay() {
        assertThat(testbed.kubectl("admin", "apply", "-f", SAMPLE.toString()).done())
                .contains("trainingjob.xisuan.io/first-gang created");
        TrainingJob running = await("first-gang", JobPhase.RUNNING);
        assertThat(running.getStatus().site()).isEqualTo("east");
        assertThat(testbed.kubectl("admin", "get", "trainingjobs", "-n", "example")
                        .done())
                .contains("first-gang", "Running", "east", running.getStatus().payableNow());
        TrainingJob done = await("first-gang", JobPhase.SUCCEEDED);
        for (Pod pod : pods("first-gang")) {
            String node = pod.getSpec().getNodeName();
            assertThat(admin.nodes().withName(node).get().getMetadata().getLabels())
                    .containsEntry("xisuan.io/site", "east");
            assertThat(pod.getSpec().getSchedulerName()).isEqualTo("default-scheduler");
        }
        assertThat(done.getStatus().endedAt()).isNotNull();
        assertThat(testbed.kubectl("admin", "get", "events", "-n", "example").done())
                .as("kube-scheduler bound them")
                .contains("assigned example/first-gang-1-0 to east", "assigned example/first-gang-1-1 to east");
    }

    @Test
    @Order(2)
    void what_is_billed_is_what_the_pods_ran_to_the_millisecond() {
        List<Pod> pods = pods("first-gang");
        assertThat(pods).hasSize(2);
        long gangStart = pods.stream()
                .mapToLong(pod -> millis(ended(pod).getStartedAt()))
                .max()
                .orElseThrow();
        long billed = 0;
        for (UsageInterval usage : usage()) {
            if (usage.usageClass() == UsageClass.BILLED) {
                assertThat(usage.interval().startMillis()).isEqualTo(gangStart);
                assertThat(pods.stream()
                                .filter(pod -> usage.node()
                                        .value()
                                        .equals(pod.getSpec().getNodeName())))
                        .singleElement()
                        .satisfies(pod -> assertThat(usage.interval().endMillis())
                                .isEqualTo(millis(ended(pod).getFinishedAt())));
                billed += usage.quantity().value();
            }
        }
        long ran = pods.stream()
                .mapToLong(pod -> 8 * (millis(ended(pod).getFinishedAt()) - gangStart))
                .sum();
        assertThat(billed).isEqualTo(ran).isPositive();
        TrainingJobStatus status = job("first-gang").orElseThrow().getStatus();
        assertThat(millis(status.startedAt())).isEqualTo(gangStart);
    }

    @Test
    @Order(3)
    void finance_issues_the_part_of_the_month_that_is_in_the_journal_and_reads_the_invoice() throws IOException {
        assertThat(issued()).contains("EX-");
        JsonNode list = JSON.readTree(program("invoice", "list", "--db", db(), "-o", "json"));
        assertThat(list).hasSize(1);
        String number = list.get(0).path("number").asText();
        JsonNode invoice = JSON.readTree(program("invoice", "show", number, "--db", db(), "-o", "json"));
        long gross = invoice.path("gross").path("fen").asLong();
        long subsidy = invoice.path("subsidy").path("fen").asLong();
        long payable = invoice.path("payableNow").path("fen").asLong();
        assertThat(gross).isEqualTo(subsidy + payable).isPositive();
        assertThat(subsidy).isEqualTo(gross * 30 / 100);
        long invoiced = 0;
        for (JsonNode line : invoice.path("lines")) {
            invoiced += line.path("deviceMillis").asLong();
        }
        assertThat(invoiced)
                .isEqualTo(usage().stream()
                        .filter(usage -> usage.usageClass() == UsageClass.BILLED)
                        .mapToLong(usage -> usage.quantity().value())
                        .sum());
        TrainingJobStatus status = job("first-gang").orElseThrow().getStatus();
        assertThat(status.gross()).isEqualTo(yuan(gross));
        assertThat(status.payableNow()).isEqualTo(yuan(payable));
        assertThat(program("invoice", "show", number, "--db", db())).contains(number, "first-gang");
        booksAreSound();
    }

    /** Has what is in the journal drafted, reviews it, and has it issued; returns what the operator answered. */
    private String issued() throws IOException {
        assertThat(program("invoice", "draft", "--month", MONTH, "--interim", "--by", "li.na", "--db", db()))
                .contains("1 drafts");
        JsonNode drafts = JSON.readTree(program("invoice", "drafts", "--db", db(), "-o", "json"));
        String draft = drafts.get(0).path("draft").asText();
        String digest = drafts.get(0).path("sha256").asText();
        program("invoice", "review", draft, "--sha256", digest, "--by", "wang.wei", "--db", db());
        return program("invoice", "issue", "--month", MONTH, "--by", "li.na", "--db", db());
    }

    @Test
    @Order(4)
    void the_finalizer_is_released_and_the_job_can_be_deleted_without_a_trace_left_in_the_cluster() {
        assertThat(pods("first-gang"))
                .allSatisfy(pod -> assertThat(pod.getMetadata().getFinalizers()).isEmpty());
        testbed.kubectl("admin", "delete", "trainingjob", "first-gang", "-n", "example")
                .done();
        Eventually.holds(
                "the pods are gone",
                LIMIT,
                () -> admin.pods().inNamespace("example").list().getItems().isEmpty(),
                () -> testbed.kubectl("admin", "get", "pods", "-A").text());
    }

    @Test
    @Order(5)
    void a_node_that_loses_devices_under_a_running_gang_stops_nothing() {
        TrainingJob sample = admin.resources(TrainingJob.class)
                .load(SAMPLE.resolve("60-job.yaml").toFile())
                .item();
        sample.getMetadata().setName("shrinking");
        admin.resource(sample).create();
        await("shrinking", JobPhase.RUNNING);
        devices("east-h800-1", 1);
        Eventually.holds(
                "the site is seen with 17 of its 24 devices",
                LIMIT,
                () -> Integer.valueOf(17).equals(devicesOf("east")),
                operator::said);
        devices("east-h800-1", 8);
        await("shrinking", JobPhase.SUCCEEDED);
        assertThat(operator.alive()).isTrue();
    }

    private void devices(String node, int count) {
        String resources = "{\"nvidia.com/gpu\":\"%d\"}".formatted(count);
        testbed.kubectl(
                        "admin",
                        "patch",
                        "node",
                        node,
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":{\"allocatable\":%s,\"capacity\":%s}}".formatted(resources, resources))
                .done();
    }

    private @Nullable Integer devicesOf(String site) {
        Site found = admin.resources(Site.class).withName(site).get();
        return found.getStatus() == null ? null : found.getStatus().devices();
    }

    @Test
    @Order(6)
    void a_job_of_an_unknown_contract_gets_a_condition_and_stops_nothing_else() {
        Path refused = ROOT.resolve("deploy/samples/cluster-refused/job-of-an-unknown-contract.yaml");
        testbed.kubectl("admin", "apply", "-f", refused.toString()).done();
        testbed.kubectl("admin", "apply", "-f", file("60-job.yaml")).done();
        TrainingJob unknown = Eventually.get(
                "the condition",
                LIMIT,
                () -> job("job-of-an-unknown-contract").filter(job -> job.getStatus() != null),
                operator::said);
        assertThat(unknown.getStatus().conditions()).anySatisfy(condition -> {
            assertThat(condition.reason()).isEqualTo("ContractNotFound");
            assertThat(condition.message()).contains("spec.contractRef", "c-unknown");
        });
        await("first-gang", JobPhase.RUNNING);
    }

    @Test
    @Order(7)
    void an_operator_that_is_killed_while_a_gang_runs_finds_it_again_and_bills_it_once() throws IOException {
        operator.kill();
        await("first-gang", JobPhase.RUNNING);
        operator = startOperator();
        TrainingJob done = await("first-gang", JobPhase.SUCCEEDED);
        List<UsageInterval> usage = usage().stream()
                .filter(interval ->
                        interval.job().uid().equals(done.getMetadata().getUid()))
                .filter(interval -> interval.usageClass() == UsageClass.BILLED)
                .toList();
        assertThat(new TreeSet<>(usage.stream().map(UsageInterval::id).toList()))
                .hasSameSizeAs(usage);
        long ran = pods("first-gang").stream()
                .mapToLong(pod -> 8
                        * (millis(ended(pod).getFinishedAt())
                                - millis(done.getStatus().startedAt())))
                .sum();
        assertThat(usage.stream()
                        .mapToLong(interval -> interval.quantity().value())
                        .sum())
                .isEqualTo(ran);
        assertThat(issued()).contains("EX-");
        assertThat(JSON.readTree(program("invoice", "list", "--db", db(), "-o", "json")))
                .hasSize(2);
        booksAreSound();
    }

    @Test
    @Order(8)
    void it_ends_when_it_is_asked_to_and_leaves_a_signed_journal() {
        assertThat(operator.stop()).isZero();
        assertThat(program(
                        "journal",
                        "verify",
                        work.resolve("data/journal").toString(),
                        "--key",
                        work.resolve("data/keys/journal.pub").toString()))
                .contains("valid");
    }

    private static void booksAreSound() throws IOException {
        String answer = program("ledger", "verify", dbFile().toString(), "-o", "json");
        assertThat(JSON.readTree(answer).path("ok").asBoolean()).as(answer).isTrue();
    }

    private ChildProgram startOperator() {
        ChildProgram started = ChildProgram.start(
                work.resolve("operator.log"),
                "operator",
                "--kubeconfig",
                testbed.kubeconfig("admin").toString(),
                "--data",
                work.resolve("data").toString(),
                "--db",
                db());
        int before = count(started.said());
        Eventually.holds(
                "the operator leads", LIMIT, () -> count(started.said()) > before || !started.alive(), started::said);
        assertThat(started.alive()).as(started.said()).isTrue();
        return started;
    }

    private static int count(String said) {
        return said.split("leading cluster", -1).length;
    }

    private TrainingJob await(String name, JobPhase phase) {
        return Eventually.get(
                name + " is " + phase,
                LIMIT,
                () -> job(name)
                        .filter(job ->
                                job.getStatus() != null && job.getStatus().phase() == phase),
                () -> job(name).map(TrainingJob::getStatus) + "\n" + operator.said());
    }

    private Optional<TrainingJob> job(String name) {
        return Optional.ofNullable(admin.resources(TrainingJob.class)
                .inNamespace("example")
                .withName(name)
                .get());
    }

    private List<Pod> pods(String job) {
        String uid = job(job).orElseThrow().getMetadata().getUid();
        return admin.pods()
                .inNamespace("example")
                .withLabel(Marks.JOB, uid)
                .list()
                .getItems();
    }

    private static ContainerStateTerminated ended(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    }

    private List<UsageInterval> usage() {
        List<UsageInterval> usage = new ArrayList<>();
        SegmentJournal.read(work.resolve("data/journal"), record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry) {
                usage.add(entry.usage());
            }
        });
        return usage;
    }

    private static String program(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        assertThat(code).as("%s: %s%s", String.join(" ", arguments), out, err).isZero();
        return out.toString();
    }

    private static String file(String name) {
        return SAMPLE.resolve(name).toString();
    }

    private static Path dbFile() {
        return work.resolve("data/xisuan.db");
    }

    private static String db() {
        return "jdbc:sqlite:" + dbFile();
    }

    private static String yuan(long fen) {
        return "%d.%02d".formatted(fen / 100, fen % 100);
    }

    private static long millis(@Nullable String instant) {
        return OffsetDateTime.parse(String.valueOf(instant)).toInstant().toEpochMilli();
    }
}
