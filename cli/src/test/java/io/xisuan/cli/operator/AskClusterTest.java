package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.Main;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/**
 * What a firm asks, with its own rights and the API server alone, of an operator that runs: from the quote to the running job. Each test
 * goes on where the one before ended.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AskClusterTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path SAMPLE = ROOT.resolve("deploy/samples/cluster");
    private static final String FIRM = "tenant-a";
    private static final String STRANGER = "tenant-b";

    @TempDir
    static Path work;

    private Testbed testbed;
    private KubernetesClient admin;
    private ChildProgram operator;
    private String offered = "";

    /** What a command printed, and its exit code. */
    private record Said(int code, String out, String err) {}

    @BeforeAll
    void bring_up() throws IOException {
        testbed = Testbed.up("ask");
        admin = testbed.client("admin");
        String[] parties = {
            "contracts",
            "import",
            "--suppliers",
            SAMPLE.resolve("suppliers.csv").toString(),
            "--contracts",
            SAMPLE.resolve("contracts.csv").toString(),
            "--db",
            db()
        };
        assertThat(program(parties).code()).isZero();
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
        apply();
        Eventually.holds(
                "the voucher is in the books",
                LIMIT,
                () -> firm("quote", "--model", "nvidia-h800-80g", "--devices", "8", "--hours", "1")
                        .out()
                        .contains("deducted now"),
                operator::said);
    }

    /** Brings in what the samples have, and lets the firm in. */
    private void apply() throws IOException {
        for (String file : List.of("10-sites", "20-nodes", "30-tenant", "40-tariff", "45-programme", "50-voucher")) {
            testbed.kubectl(
                            "admin",
                            "apply",
                            "-f",
                            SAMPLE.resolve(file + ".yaml").toString())
                    .done();
        }
        testbed.kubectl(
                        "admin",
                        "create",
                        "rolebinding",
                        FIRM,
                        "-n",
                        "example",
                        "--clusterrole=xisuan-tenant",
                        "--user=" + FIRM)
                .done();
        String manifest = Files.readString(SAMPLE.resolve("60-job.yaml"), StandardCharsets.UTF_8)
                .replace("  namespace: example\n", "");
        Files.writeString(work.resolve("job.yaml"), manifest, StandardCharsets.UTF_8);
    }

    @AfterAll
    void take_down() {
        operator.close();
        admin.close();
        testbed.close();
    }

    @Test
    @Order(1)
    void a_firm_is_quoted_by_site_and_start_time_and_nothing_but_the_question_was_created() throws IOException {
        Said said = firm("quote", job(), "-o", "json");
        JsonNode answer = JSON.readTree(said.out());

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(answer.path("places").findValuesAsText("site")).contains("east", "west");
        assertThat(answer.at("/best/site").asText()).isEqualTo("east");
        assertThat(answer.at("/quote/sites/0/programmes/0/outcome").asText()).isEqualTo("DEDUCTED");
        assertThat(admin.resources(Inquiry.class).inAnyNamespace().list().getItems())
                .isEmpty();
        assertThat(admin.resources(TrainingJob.class).inAnyNamespace().list().getItems())
                .isEmpty();
    }

    @Test
    @Order(2)
    void nobody_is_answered_without_rights_and_nothing_is_submitted_without_a_yes() {
        Said foreign = program("spend", "-n", "example", "--kubeconfig", kubeconfig(STRANGER));
        assertThat(foreign.code()).as(foreign.err()).isEqualTo(4);
        assertThat(foreign.err()).contains("inquiries.xisuan.io");
        Said tried = firm("submit", job(), "--dry-run");
        assertThat(tried.code()).as(tried.err()).isZero();
        assertThat(tried.out()).contains("example/first-gang may be submitted; nothing was created");
        assertThat(admin.resources(TrainingJob.class).inAnyNamespace().list().getItems())
                .isEmpty();
    }

    @Test
    @Order(3)
    void a_submitted_job_runs_where_the_quote_said_and_its_start_names_the_offer() throws IOException {
        Said said = firm("submit", job(), "--yes", "--wait", "-o", "json");
        JsonNode answer = JSON.readTree(said.out());

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(answer.path("created").asBoolean()).isTrue();
        offered = answer.at("/offer/id").asText();
        assertThat(said.err()).contains("running at east");
        try (Store store = Store.openReadOnly(db())) {
            assertThat(store.quotes().lastOf("example/first-gang"))
                    .map(ShownQuote::id)
                    .contains(offered);
        }
        Said why = firm("why", "first-gang");
        assertThat(why.out()).contains("as offered by quote " + offered.substring(0, 12));
    }

    @Test
    @Order(4)
    void why_eta_and_spend_are_answered_in_both_languages_and_alike_by_the_store() throws IOException {
        Said eta = firm("eta", "first-gang");
        assertThat(eta.code()).as(eta.err()).isZero();
        assertThat(eta.out()).contains("example/first-gang");
        Said spend = firm("spend", "--lang", "zh");
        assertThat(spend.out()).contains("本月结束的作业", "算力券", "EX-2026-0001");
        // The hub takes in twenty questions a minute: what is waited for is read from the books.
        Eventually.holds(
                "what it came to is known",
                LIMIT,
                () -> program("spend", "--db", db(), "--tenant", "example")
                        .out()
                        .contains("Succeeded: every worker ended"),
                operator::said);
        Said ended = firm("spend");
        assertThat(ended.out()).as(ended.err()).contains("Succeeded: every worker ended");
        JsonNode hub = JSON.readTree(firm("spend", "-o", "json").out());
        JsonNode store = JSON.readTree(program("spend", "--db", db(), "--tenant", "example", "-o", "json")
                .out());
        assertThat(store.path("ended")).isEqualTo(hub.path("ended"));
        assertThat(store.path("sums")).isEqualTo(hub.path("sums"));
        JsonNode why = JSON.readTree(firm("why", "first-gang", "-o", "json").out());
        JsonNode books = JSON.readTree(program("why", "first-gang", "--db", db(), "-n", "example", "-o", "json")
                .out());
        assertThat(books.path("story")).isEqualTo(why.path("story"));
    }

    @Test
    @Order(5)
    void a_job_that_was_deleted_is_still_explained_and_one_that_never_was_is_not() {
        testbed.kubectl("admin", "delete", "trainingjob", "first-gang", "-n", "example")
                .done();
        Eventually.holds(
                "it is explained from the store",
                LIMIT,
                () -> {
                    Said why = firm("why", "first-gang");
                    return why.code() == 0 && why.out().contains("every worker ended with exit code 0");
                },
                operator::said);
        Said never = firm("why", "no-such-job");
        assertThat(never.code()).isEqualTo(1);
        assertThat(never.err()).contains("namespace example has no job no-such-job");
    }

    /** Imports prices with the rights of somebody. */
    private Said prices(String user, String version, String from, String price, String... more) throws IOException {
        Path file = Files.writeString(work.resolve("prices.csv"), """
                价目表,供应方,税率,开票项目,版本,生效日期,型号,站点,含税单价,起计时点
                second-list,example-compute,0.06,*信息技术服务*算力服务,%s,%s,ascend-910c,east west,%s,gang-running
                """.formatted(version, from, price));
        List<String> all = new ArrayList<>(List.of("tariff", "import", file.toString(), "--db", db(), "-o", "json"));
        all.addAll(List.of("--lang", "en", "--kubeconfig", kubeconfig(user)));
        all.addAll(List.of(more));
        return program(all.toArray(String[]::new));
    }

    private Optional<Tariff> list() {
        return Optional.ofNullable(
                admin.resources(Tariff.class).withName("second-list").get());
    }

    @Test
    @Order(6)
    void finance_takes_prices_from_a_table_and_what_was_priced_stays() throws IOException {
        assertThat(prices("finance", "first", "2026-01-01", "9.00", "--dry-run").code())
                .isZero();
        assertThat(list()).isEmpty();
        assertThat(prices("ops", "first", "2026-01-01", "9.00").code()).isEqualTo(4);
        Said made = prices("finance", "first", "2026-01-01", "9.00");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(JSON.readTree(made.out()).at("/written/0").asText()).isEqualTo("second-list");
        Said rewritten = prices("finance", "first", "2026-01-01", "8.00");
        assertThat(rewritten.code()).isEqualTo(1);
        assertThat(rewritten.out()).contains("never changes (9.00 -> 8.00)");
        assertThat(prices("finance", "second", "2026-02-01", "8.00").code()).isEqualTo(1);
        Said cheaper = prices("finance", "second", "2097-01-01", "8.00");
        assertThat(cheaper.code()).as(cheaper.err()).isZero();
        assertThat(JSON.readTree(cheaper.out()).at("/rows/1/detail").asText()).isEqualTo("9.00 -> 8.00");
        assertThat(JSON.readTree(prices("finance", "second", "2097-01-01", "8.00")
                                .out())
                        .path("written"))
                .isEmpty();
        Eventually.holds(
                "the operator uses the list as it is now",
                LIMIT,
                () -> list().filter(found -> found.getSpec().versions().size() == 2
                                && found.getStatus() != null
                                && "second-list/first".equals(found.getStatus().currentVersion()))
                        .isPresent(),
                operator::said);
        Said exported = program("tariff", "export", "--kubeconfig", kubeconfig("finance"), "-o", "csv");
        assertThat(exported.out()).contains("second-list", "example-list", "2097-01-01");
    }

    private static String job() {
        return work.resolve("job.yaml").toString();
    }

    private Said firm(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-n", "example", "--kubeconfig", kubeconfig(FIRM)));
        return program(all.toArray(String[]::new));
    }

    private String kubeconfig(String user) {
        return testbed.kubeconfig(user).toString();
    }

    private static Said program(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Said(code, out.toString(), err.toString());
    }

    private static String db() {
        return "jdbc:sqlite:" + work.resolve("data/xisuan.db");
    }
}
