package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.postgresql.TableSource;
import io.xisuan.operator.metering.simulated.RealPrometheus;
import io.xisuan.operator.metrics.ExposedSeries;
import io.xisuan.operator.metrics.MonitoringFiles;
import io.xisuan.operator.testbed.Testbed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
 * Two operators over one PostgreSQL on a real API server: who leads, who stands by, and that no change of leaders changes what a job
 * costs. Each test goes on where the one before ended.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ElectionClusterTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Twenty-five seconds where the machine is ours alone; the tests of others run beside. */
    private static final Duration TAKEOVER = Duration.ofSeconds(40);

    private static final Path SAMPLE =
            Path.of(System.getProperty("xisuan.root", ".")).resolve("deploy/samples/cluster");
    /** Series of what has not happened here, of the nodes' agents, of Prometheus itself and of others. */
    private static final Pattern NOT_HERE = Pattern.compile(
            "ALERTS|kube_.*|xisuan_(agent|backup|exporters|act_failures|stop_orders|reclaim|eta_error|notice|jobs_live).*");

    private static final List<String> GROUND = List.of(
            "10-sites.yaml",
            "20-nodes.yaml",
            "30-tenant.yaml",
            "40-tariff.yaml",
            "45-programme.yaml",
            "50-voucher.yaml");

    @TempDir
    static Path work;

    private Testbed testbed;
    private KubernetesClient admin;
    private TestServer server;
    private Replica.Ground ground;
    private Replica a;
    private Replica b;

    @BeforeAll
    void bring_up() {
        server = TestServer.start();
        testbed = Testbed.up("election");
        admin = testbed.client("admin");
        ground = new Replica.Ground(work, testbed.kubeconfig("admin"), server.url("books"));
        MeteredCluster.program(
                "contracts",
                "import",
                "--suppliers",
                SAMPLE.resolve("suppliers.csv").toString(),
                "--contracts",
                SAMPLE.resolve("contracts.csv").toString(),
                "--db",
                ground.db());
        a = ground.start("a").leads();
        b = a;
        for (String file : GROUND) {
            testbed.kubectl("admin", "apply", "-f", SAMPLE.resolve(file).toString())
                    .done();
        }
    }

    @AfterAll
    void take_down() {
        a.close();
        b.close();
        admin.close();
        testbed.close();
        server.close();
    }

    @Test
    @Order(1)
    void a_second_operator_stands_by_ready_and_writes_nothing() {
        b = ground.start("b").standsBy();
        Eventually.holds(
                "it is ready",
                LIMIT,
                () -> b.ask("/readyz").statusCode() == 200,
                () -> b.ask("/readyz").body());
        assertThat(b.ask("/healthz").body()).contains("standing by");
        assertThat(b.ask("/metrics").body()).contains("xisuan_leader 0.0").contains("xisuan_informer_synced 1.0");
        assertThat(a.ask("/metrics").body()).contains("xisuan_leader 1.0").contains("xisuan_leader_epoch 1.0");
        assertThat(b.ask("/metrics").body().lines().filter(line -> line.startsWith("xisuan_status_writes_total{")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    @Test
    @Order(2)
    void a_leader_that_stands_still_while_a_job_starts_and_ends_changes_nothing_when_it_goes_on() {
        String uid = submit("still", "8s");
        Eventually.holds(
                "its pods begin to be created", LIMIT, () -> !pods("still").isEmpty(), a::said);
        a.freeze();
        b.awaitWord("leading cluster local under epoch 2", TAKEOVER);
        await("still", JobPhase.SUCCEEDED, b);
        a.thaw();
        assertThat(a.program().exitCode(LIMIT)).as(a.said()).isEqualTo(1);
        assertThat(a.said()).containsAnyOf("a newer leader has taken over", "the store let it go for a new one");
        startedOnceAndBilledAsItRan("still", uid);
        a = ground.start("a").standsBy();
    }

    @Test
    @Order(3)
    void a_leader_that_is_killed_is_replaced_and_the_job_that_runs_is_billed_once() {
        String uid = submit("killed", "25s");
        await("killed", JobPhase.RUNNING, b);
        long died = System.nanoTime();
        b.program().kill();
        a.awaitWord("leading cluster local under epoch 3", TAKEOVER);
        System.out.printf(
                "after kill -9 the next leader led in %d ms%n",
                Duration.ofNanos(System.nanoTime() - died).toMillis());
        await("killed", JobPhase.SUCCEEDED, a);
        startedOnceAndBilledAsItRan("killed", uid);
    }

    @Test
    @Order(4)
    void a_leader_that_is_asked_to_end_gives_the_lease_back_and_the_next_leads_at_once() {
        b = ground.start("b").standsBy();
        assertThat(a.program().stop()).as(a.said()).isZero();
        long ended = System.nanoTime();
        b.awaitWord("leading cluster local under epoch 4", Duration.ofSeconds(12));
        System.out.printf(
                "after a graceful stop the next leader led in %d ms%n",
                Duration.ofNanos(System.nanoTime() - ended).toMillis());
    }

    @Test
    @Order(5)
    void an_operator_that_is_started_again_in_its_folder_does_not_wait_for_its_own_lease() {
        b.program().kill();
        long died = System.nanoTime();
        b = ground.start("b").leads();
        System.out.printf(
                "after kill -9 and a new start it led in %d ms%n",
                Duration.ofNanos(System.nanoTime() - died).toMillis());
        assertThat(b.said()).doesNotContain("standing by");
    }

    @Test
    @Order(6)
    void a_second_operator_in_the_same_folder_or_with_a_store_of_its_own_is_refused_in_one_sentence() {
        try (Replica same = ground.start("b")) {
            assertThat(same.program().exitCode(LIMIT)).as(same.said()).isEqualTo(2);
            assertThat(same.said()).contains("another operator works in");
        }
        Replica.Ground file = new Replica.Ground(work, ground.kubeconfig(), "jdbc:sqlite:" + work.resolve("other.db"));
        try (Replica other = file.start("c")) {
            assertThat(other.program().exitCode(LIMIT)).as(other.said()).isEqualTo(1);
            assertThat(other.said()).contains("a store in a file has one operator");
        }
    }

    @Test
    @Order(7)
    void a_real_prometheus_reads_what_operations_ask_for() {
        a = ground.start("a").standsBy();
        TreeMap<String, String> targets = new TreeMap<>();
        targets.put("a", a.address());
        targets.put("b", b.address());
        submit("large", "8s", 64);
        try (RealPrometheus prometheus = RealPrometheus.start(work, targets)) {
            is(prometheus, "sum(xisuan_leader)", 1);
            is(prometheus, "xisuan_leader{job=\"b\"}", 1);
            is(prometheus, "max(xisuan_leader_epoch)", 5);
            is(prometheus, "sum(xisuan_devices{state=\"total\"})", 48);
            is(prometheus, "sum(xisuan_informer_synced)", 2);
            is(prometheus, "sum(xisuan_jobs_queued{tenant=\"example\"})", 1);
            is(prometheus, "sum(xisuan_decisions_total{decision=\"never\"})", 1);
            is(prometheus, "count(xisuan_cycle_seconds_count{job=\"b\"} > 0)", 1);
            is(prometheus, "count(xisuan_queue_oldest_age_seconds > 0)", 1);
            for (MonitoringFiles.Query query : MonitoringFiles.queries()) {
                assertThat(prometheus.refusal(query.text())).as(query.where()).isEmpty();
            }
        }
        whatDashboardsAndRulesAskForIsExposed(b.ask("/metrics").body());
        RealPrometheus.Answer checked = RealPrometheus.check(b.ask("/metrics").body());
        assertThat(checked.code()).as(checked.text()).isZero();
        assertThat(checked.text()).isBlank();
    }

    private static void whatDashboardsAndRulesAskForIsExposed(String leader) {
        ExposedSeries exposed = ExposedSeries.of(leader).withRecords();
        MonitoringFiles.queries()
                .forEach(query -> assertThat(exposed.wrong(query, NOT_HERE.asMatchPredicate()))
                        .isEmpty());
    }

    @Test
    @Order(8)
    void the_books_of_five_leaders_add_up() {
        assertThat(b.program().stop()).as(b.said()).isZero();
        assertThat(MeteredCluster.program("ledger", "verify", "--db", ground.db(), "-o", "json"))
                .contains("\"ok\": true");
        assertThat(MeteredCluster.program("journal", "verify", ground.db(), "-o", "json"))
                .contains("\"ok\": true");
    }

    private String submit(String name, String runFor) {
        return submit(name, runFor, 2);
    }

    private String submit(String name, String runFor, int workers) {
        String text = sample().replace("name: first-gang", "name: " + name)
                .replace("run-for: \"8s\"", "run-for: \"%s\"".formatted(runFor))
                .replace("workers: 2", "workers: " + workers);
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return admin.resources(TrainingJob.class)
                .load(in)
                .create()
                .getMetadata()
                .getUid();
    }

    private static String sample() {
        try {
            return Files.readString(SAMPLE.resolve("60-job.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String job, JobPhase phase, Replica leader) {
        Eventually.holds(
                job + " is " + phase,
                LIMIT,
                () -> job(job).getStatus() != null && job(job).getStatus().phase() == phase,
                () -> job(job).getStatus() + "\n" + leader.said());
    }

    private TrainingJob job(String name) {
        return admin.resources(TrainingJob.class)
                .inNamespace("example")
                .withName(name)
                .get();
    }

    private List<Pod> pods(String job) {
        return admin.pods()
                .inNamespace("example")
                .withLabel(Marks.JOB, job(job).getMetadata().getUid())
                .list()
                .getItems();
    }

    /** One attempt, one hold, each pod once, and the billed time is what the API server says of the pods. */
    private void startedOnceAndBilledAsItRan(String name, String uid) {
        try (Store store = Store.openReadOnly(ground.db())) {
            assertThat(store.intents(uid)).singleElement().satisfies(intent -> {
                assertThat(intent.state()).isEqualTo(IntentState.CLOSED);
                assertThat(intent.holdId()).isPresent();
                assertThat(intent.attempt().attempt()).isEqualTo(1);
            });
            Intent intent = store.intents(uid).getFirst();
            assertThat(store.hold(intent.holdId().orElseThrow())).isPresent();
        }
        List<Pod> pods = pods(name);
        assertThat(pods).hasSize(2);
        long began = pods.stream()
                .mapToLong(pod -> millis(ended(pod).getStartedAt()))
                .max()
                .orElseThrow();
        long ran = pods.stream()
                .mapToLong(pod -> 8 * (millis(ended(pod).getFinishedAt()) - began))
                .sum();
        List<UsageInterval> billed = billed(uid);
        assertThat(billed.stream().map(UsageInterval::id).distinct()).hasSameSizeAs(billed);
        assertThat(billed.stream().mapToLong(usage -> usage.quantity().value()).sum())
                .isEqualTo(ran)
                .isPositive();
    }

    private List<UsageInterval> billed(String uid) {
        List<UsageInterval> billed = new ArrayList<>();
        try (JournalSource journal = TableSource.open(ground.db())) {
            journal.readFrom(1, record -> {
                if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry
                        && entry.usage().job().uid().equals(uid)
                        && entry.usage().usageClass() == UsageClass.BILLED) {
                    billed.add(entry.usage());
                }
            });
        }
        return billed;
    }

    private static ContainerStateTerminated ended(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    }

    private static long millis(String instant) {
        return OffsetDateTime.parse(instant).toInstant().toEpochMilli();
    }

    private static void is(RealPrometheus prometheus, String query, double value) {
        Eventually.holds(
                "%s is %s".formatted(query, value),
                LIMIT,
                () -> {
                    JsonNode seen = prometheus.query(query);
                    return seen.size() == 1 && seen.get(0).path("value").get(1).asDouble() == value;
                },
                () -> prometheus.query(query) + prometheus.said());
    }
}
