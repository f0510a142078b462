package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.cli.CommandTest;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterConnection;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.testbed.Testbed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A firm comes by one command with the rights of operations, works by its own kubeconfig, is suspended, goes on, and leaves when all is settled. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenantClusterTest extends CommandTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path SAMPLE = ROOT.resolve("deploy/samples/cluster");
    private static final String CODE = "91000000MA0EXC221J";

    private static final String JOB = """
            apiVersion: xisuan.io/v1alpha1
            kind: TrainingJob
            metadata:
              name: first
              namespace: jinguan
              annotations: {testbed.xisuan.io/run-for: "600s"}
            spec:
              workers: 1
              devicesPerWorker: 8
              variants: [{accelerator: nvidia-h800-80g, image: "registry.example/train:1"}]
              runTime: 1h
              contractRef: c-jinguan
              checkpoint: {uri: "s3://checkpoints/first", every: 30m, grace: 5s}
            """;

    @TempDir
    static Path work;

    private Testbed testbed;
    private KubernetesClient admin;
    private ChildProgram operator;

    @BeforeAll
    void bring_up() throws IOException {
        testbed = Testbed.up("tenant");
        admin = testbed.client("admin");
        assertThat(ClusterSetup.install(admin, new ClusterId("local"))).isEqualTo(ActAnswer.DONE);
        Path contracts = work.resolve("contracts.csv");
        Files.writeString(contracts, """
                contract_id,tenant,supplier,signed_on,from,to,amount,price_lock_days,named_models
                c-jinguan,jinguan,example-compute,2026-01-01,2026-01-01,2035-12-31,1000000.00,30,
                """);
        assertThat(run(
                        "contract",
                        "import",
                        "--suppliers",
                        SAMPLE.resolve("suppliers.csv").toString(),
                        "--contracts",
                        contracts.toString(),
                        "--db",
                        db()))
                .as("%s", err)
                .isZero();
        for (String file : List.of("10-sites.yaml", "20-nodes.yaml", "40-tariff.yaml")) {
            testbed.kubectl("admin", "apply", "-f", SAMPLE.resolve(file).toString())
                    .done();
        }
        operator = ChildProgram.start(
                work.resolve("operator.log"),
                "operator",
                "--no-install",
                "--kubeconfig",
                testbed.kubeconfig("xisuan-operator").toString(),
                "--data",
                work.resolve("data").toString(),
                "--db",
                db());
    }

    @AfterAll
    void take_down() {
        operator.close();
        admin.close();
        testbed.close();
    }

    private static String db() {
        return "jdbc:sqlite:" + work.resolve("xisuan.db");
    }

    /** Runs a command on tenants with the rights of operations. */
    private int tenant(String... words) {
        List<String> all = new ArrayList<>(List.of("tenant"));
        all.addAll(List.of(words));
        all.addAll(List.of("--kubeconfig", testbed.kubeconfig("ops").toString(), "-o", "json", "--lang", "en"));
        if (!words[0].equals("resume") && !words[0].equals("list")) {
            all.addAll(List.of("--db", db()));
        }
        return run(all.toArray(String[]::new));
    }

    private int create(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "create",
                "jinguan",
                "--name-zh",
                "锦官示例智能",
                "--credit-code",
                CODE,
                "--size",
                "small",
                "--registration",
                "example/east",
                "--limit",
                "48",
                "--credit-limit",
                "300000",
                "--person",
                "li-na",
                "--kubeconfig-dir",
                work.toString()));
        words.addAll(List.of(more));
        return tenant(words.toArray(String[]::new));
    }

    private Set<String> states() throws IOException {
        Set<String> states = new TreeSet<>();
        for (JsonNode step : json().path("steps")) {
            states.add(step.path("state").asText());
        }
        return states;
    }

    private static Path kubeconfig() {
        return work.resolve("jinguan-li-na.kubeconfig");
    }

    @Test
    @Order(1)
    void a_dry_run_asks_the_api_server_and_makes_nothing() throws IOException {
        assertThat(create("--dry-run")).as("%s", err).isZero();
        assertThat(states()).containsExactlyInAnyOrder("NEW");
        assertThat(admin.resources(Tenant.class).withName("jinguan").get()).isNull();
        assertThat(admin.namespaces().withName("jinguan").get()).isNull();
        assertThat(Files.exists(kubeconfig())).isFalse();
        assertThat(create("--size", "giant", "--dry-run")).isNotZero();
        assertThat(create("--credit-code", "91000000MA0EXC221K", "--dry-run")).isEqualTo(2);
        assertThat(err.toString()).contains("--credit-code").hasLineCount(1);
    }

    @Test
    @Order(2)
    void one_command_brings_a_firm_in_and_the_same_again_changes_nothing() throws IOException {
        assertThat(create()).as("%s", err).isZero();
        assertThat(states()).containsExactlyInAnyOrder("NEW", "SEEN");
        assertThat(Files.getPosixFilePermissions(kubeconfig())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        byte[] file = Files.readAllBytes(kubeconfig());
        assertThat(create()).as("%s", err).isZero();
        assertThat(states()).as("%s", out).containsExactlyInAnyOrder("SAME", "SEEN");
        assertThat(Files.readAllBytes(kubeconfig())).isEqualTo(file);
        assertThat(tenant("create", "jinguan", "--weight", "3", "--monthly-budget", "50000"))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("spec.quota.weight 1 -> 3", "spec.monthlyBudget (none) -> 50000.00");
        assertThat(tenant(
                        "create",
                        "other",
                        "--name-zh",
                        "另一家",
                        "--credit-code",
                        CODE,
                        "--size",
                        "small",
                        "--registration",
                        "example/east",
                        "--limit",
                        "8",
                        "--credit-limit",
                        "1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("tenant jinguan has it already").hasLineCount(1);
    }

    @Test
    @Order(3)
    void a_person_submits_by_the_kubeconfig_and_sees_nothing_of_others() {
        try (KubernetesClient person = ClusterConnection.open(kubeconfig())) {
            assertThat(person.getConfiguration().getNamespace()).isEqualTo("jinguan");
            assertThat(person.resources(Site.class).list().getItems()).isNotEmpty();
            assertThatThrownBy(() -> person.resources(Tenant.class).list())
                    .isInstanceOf(KubernetesClientException.class);
            assertThatThrownBy(() -> person.pods().inNamespace("kube-system").list())
                    .isInstanceOf(KubernetesClientException.class);
            assertThatThrownBy(() -> person.secrets().inNamespace("jinguan").list())
                    .isInstanceOf(KubernetesClientException.class);
            person.load(new ByteArrayInputStream(JOB.getBytes(StandardCharsets.UTF_8)))
                    .create();
        }
        await(JobPhase.RUNNING, 1);
    }

    @Test
    @Order(4)
    void operations_make_tokens_of_people_in_tenants_namespaces_and_of_no_other_account() {
        try (KubernetesClient ops = testbed.client("ops")) {
            for (String namespace : List.of("kube-system", "jinguan", "xisuan-system")) {
                assertThatThrownBy(() -> ops.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .tokenRequest(new TokenRequest()))
                        .as(namespace)
                        .isInstanceOf(KubernetesClientException.class)
                        .hasMessageContaining(namespace.equals("jinguan") ? "operations make" : "cannot create");
            }
            assertThatThrownBy(() -> testbed.kubectl(
                                    "ops",
                                    "create",
                                    "clusterrolebinding",
                                    "mine",
                                    "--clusterrole=xisuan-operations",
                                    "--user=me")
                            .done())
                    .hasMessageContaining("xisuan-tenants-read");
        }
    }

    @Test
    @Order(5)
    void what_runs_of_a_suspended_tenant_saves_itself_and_goes_on_when_it_is_resumed() throws IOException {
        assertThat(tenant("suspend", "jinguan", "--jobs", "stop", "--yes"))
                .as("%s", err)
                .isZero();
        assertThat(out.toString())
                .contains("spec.suspended null -> \\\"all\\\"", "jinguan/first", "saves itself and stops");
        Eventually.holds(
                "it waits for its tenant",
                LIMIT,
                () -> job().filter(found -> found.getStatus() != null
                                && found.getStatus().phase() == JobPhase.QUEUED
                                && String.valueOf(found.getStatus().message()).contains("suspended tenant jinguan"))
                        .isPresent(),
                operator::said);
        assertThat(admin.pods().inNamespace("jinguan").list().getItems())
                .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isIn("Succeeded", "Failed"));
        assertThat(tenant("show", "jinguan")).as("%s", err).isZero();
        assertThat(json().path("tenant").path("suspended").asText()).isEqualTo("all");
        assertThat(tenant("resume", "jinguan")).as("%s", err).isZero();
        await(JobPhase.RUNNING, 2);
    }

    @Test
    @Order(6)
    void a_tenant_that_owes_stays_and_one_that_is_settled_leaves_its_documents_behind() throws IOException {
        assertThat(tenant("remove", "jinguan")).isEqualTo(1);
        assertThat(out.toString()).contains("under way", "not invoiced");
        admin.resource(job().orElseThrow()).delete();
        Eventually.holds(
                "nothing of it runs any more",
                LIMIT,
                () -> {
                    tenant("show", "jinguan");
                    return read().path("money").path("live").isEmpty();
                },
                operator::said);
        assertThat(tenant("remove", "jinguan")).isEqualTo(1);
        assertThat(admin.resources(Tenant.class).withName("jinguan").get()).isNotNull();
        settle();
        assertThat(tenant("remove", "jinguan", "--dry-run"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(admin.resources(Tenant.class).withName("jinguan").get()).isNotNull();
        assertThat(tenant("remove", "jinguan")).isEqualTo(2);
        assertThat(err.toString()).contains("say --yes").hasLineCount(1);
        assertThat(admin.resources(Tenant.class).withName("jinguan").get()).isNotNull();
        assertThat(tenant("remove", "jinguan", "--yes")).as("%s%s", out, err).isZero();
        assertThat(admin.resources(Tenant.class).withName("jinguan").get()).isNull();
        assertThat(admin.namespaces().withName("jinguan").get().getMetadata().getLabels())
                .doesNotContainKey("xisuan.io/tenant");
        try (KubernetesClient person = ClusterConnection.open(kubeconfig())) {
            assertThatThrownBy(() -> person.resources(Site.class).list()).isInstanceOf(KubernetesClientException.class);
        }
        assertThat(run("invoice", "list", "--db", db(), "-o", "json")).isZero();
        assertThat(read()).hasSize(1);
    }

    /** Issues what was used, and has it paid. */
    private void settle() {
        String month = BillingPeriod.of(System.currentTimeMillis()).toString();
        assertThat(run("invoice", "draft", "--month", month, "--interim", "--by", "li.na", "--db", db()))
                .as("%s", err)
                .isZero();
        assertThat(run("invoice", "drafts", "--db", db(), "-o", "json")).isZero();
        JsonNode draft = read().path(0);
        assertThat(run(
                        "invoice",
                        "review",
                        draft.path("draft").asText(),
                        "--sha256",
                        draft.path("sha256").asText(),
                        "--by",
                        "wang.wei",
                        "--db",
                        db()))
                .as("%s", err)
                .isZero();
        assertThat(run("invoice", "issue", "--month", month, "--by", "li.na", "--db", db()))
                .as("%s%s", out, err)
                .isZero();
        pay();
    }

    /** Has what is owed paid in full. */
    private void pay() {
        tenant("show", "jinguan");
        long open = read().path("money").path("invoiced").path("fen").asLong();
        assertThat(open).as("%s", out).isPositive();
        assertThat(run("invoice", "list", "--db", db(), "-o", "json")).isZero();
        String number = read().path(0).path("number").asText();
        assertThat(run(
                        "account",
                        "pay",
                        "jinguan",
                        "--amount",
                        "%d.%02d".formatted(open / 100, open % 100),
                        "--invoice",
                        number,
                        "--reference",
                        "bank-1",
                        "--by",
                        "li.na",
                        "--db",
                        db()))
                .as("%s", err)
                .isZero();
    }

    private JsonNode read() {
        try {
            return JsonMapper.builder().build().readTree(out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<TrainingJob> job() {
        return Optional.ofNullable(admin.resources(TrainingJob.class)
                .inNamespace("jinguan")
                .withName("first")
                .get());
    }

    private void await(JobPhase phase, int attempt) {
        Eventually.holds(
                "the job is %s in attempt %d".formatted(phase, attempt),
                LIMIT,
                () -> job().filter(found -> found.getStatus() != null
                                && found.getStatus().phase() == phase
                                && Integer.valueOf(attempt)
                                        .equals(found.getStatus().attempt()))
                        .isPresent(),
                operator::said);
    }
}
