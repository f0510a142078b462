package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
 * What firms and operations do every day, on a real API server with the operator running: site east has three nodes of eight devices, all
 * of them for sale.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsClusterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path work;

    private RoomCluster cluster;

    @BeforeAll
    void bring_up() {
        cluster = new RoomCluster("ops", work, sites -> sites.replace("devices: 4", "devices: 0"));
        cluster.testbed()
                .kubectl(
                        "admin",
                        "create",
                        "rolebinding",
                        "people",
                        "-n",
                        "example",
                        "--clusterrole=xisuan-tenant",
                        "--user=tenant-a")
                .done();
        for (String name : List.of("one", "two", "three")) {
            cluster.submit(name, 1, 50, "1h", RoomCluster.preemptible("3s"));
        }
        for (String name : List.of("one", "two", "three")) {
            cluster.await(name, JobPhase.RUNNING);
        }
        cluster.submit("four", 1, 50, "1h", RoomCluster.preemptible("3s"));
        cluster.await("four", JobPhase.QUEUED);
    }

    @AfterAll
    void take_down() {
        cluster.close();
    }

    /** Runs a command as somebody of the cluster, and prints what they see. */
    private RoomCluster.Said as(String user, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--kubeconfig", cluster.testbed().kubeconfig(user).toString()));
        return said(all.toArray(String[]::new));
    }

    private static RoomCluster.Said said(String... words) {
        RoomCluster.Said said = RoomCluster.run(words);
        System.out.printf("xisuan %s%n%s%s(exit %d)%n", String.join(" ", words), said.out(), said.err(), said.code());
        return said;
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    /** Runs a command of operations with the store and the journal. */
    private RoomCluster.Said operations(String... words) {
        return as(
                "ops",
                with(
                        words,
                        "--db",
                        cluster.db(),
                        "--journal",
                        work.resolve("data/journal").toString()));
    }

    private static List<JsonNode> rows(RoomCluster.Said said) {
        try {
            JsonNode read = JSON.readTree(said.out());
            JsonNode rows = read.has("jobs") ? read.get("jobs") : read;
            return StreamSupport.stream(rows.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(said.out() + said.err(), e);
        }
    }

    private static JsonNode row(RoomCluster.Said said, String field, String value) {
        return rows(said).stream()
                .filter(row -> row.get(field).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(value + " is not in " + said.out() + said.err()));
    }

    private String nodeOf(String job) {
        return cluster.pods(job).getLast().getSpec().getNodeName();
    }

    @Test
    @Order(1)
    void a_firm_lists_its_jobs_by_its_own_rights_and_others_may_not() {
        RoomCluster.Said jobs = as("tenant-a", "jobs", "-n", "example", "-o", "json");
        assertThat(rows(jobs)).hasSize(4);
        assertThat(row(jobs, "job", "one").get("phase").asText()).isEqualTo("Running");
        assertThat(row(jobs, "job", "four").get("reason").asText()).isNotBlank();
        assertThat(as("tenant-a", "jobs", "-n", "example", "--phase", "queued").out())
                .contains("four")
                .doesNotContain("three");
        assertThat(as("tenant-b", "jobs", "-n", "example").code()).isEqualTo(4);
    }

    @Test
    @Order(2)
    void operations_see_who_holds_which_node_and_why_the_queue_waits() {
        RoomCluster.Said nodes = operations("nodes", "east", "-o", "json");
        JsonNode node = row(nodes, "node", nodeOf("one"));
        assertThat(node.get("sold").asInt()).isEqualTo(8);
        assertThat(node.get("jobs").get(0).get("job").asText()).isEqualTo("example/one");
        RoomCluster.Said queue = operations("queue", "-o", "json");
        assertThat(rows(queue)).hasSize(1);
        assertThat(rows(queue).getFirst().get("job").asText()).isEqualTo("example/four");
        assertThat(rows(queue).getFirst().get("reason").asText()).isEqualTo("NoCapacity");
        assertThat(operations("queue", "--lang", "zh").out()).contains("预计开始", "example/four");
        assertThat(said("sites", "--db", cluster.db()).out()).contains("east", "west", "nvidia-h800-80g");
    }

    @Test
    @Order(3)
    void what_if_says_who_would_start_and_changes_nothing() {
        RoomCluster.Said more = operations("whatif", "--add-devices", "east:nvidia-h800-80g=8", "-o", "json");
        JsonNode four = row(more, "job", "example/four");
        assertThat(four.get("now").get("verdict").asText()).isEqualTo("WAITS");
        assertThat(four.get("then").get("verdict").asText()).isEqualTo("STARTS");
        RoomCluster.Said without = operations("whatif", "--drain", nodeOf("one"), "-o", "json");
        assertThat(rows(without)).extracting(row -> row.get("job").asText()).contains("example/one", "example/four");
        assertThat(operations("whatif", "--remove-site", "nowhere").code()).isEqualTo(2);
        assertThat(cluster.job("four").orElseThrow().getStatus().phase()).isEqualTo(JobPhase.QUEUED);
    }

    @Test
    @Order(4)
    void a_node_is_drained_over_the_death_of_the_operator_and_sells_again_when_that_is_undone() {
        String uid = cluster.job("one").orElseThrow().getMetadata().getUid();
        String node = nodeOf("one");
        RoomCluster.Said asked =
                said("drain", node, "--no-wait", "--yes", "--as", "wang.wei", "--db", cluster.db(), "-o", "json");
        assertThat(asked.code()).as(asked.err()).isZero();
        cluster.killOperator();
        RoomCluster.Said alone = said("drain", "--db", cluster.db());
        assertThat(alone.out()).contains(node, "wang.wei");
        cluster.startOperator();
        RoomCluster.Said drained = said("drain", node, "--yes", "--db", cluster.db(), "-o", "json");
        assertThat(drained.code()).as(drained.err()).isZero();
        assertThat(rows(drained).getFirst().get("state").asText()).isEqualTo("DRAINED");
        List<StopRecord> stops = cluster.stored(store -> store.stops().ofJob(uid));
        assertThat(stops).extracting(stop -> stop.order().reason()).containsExactly("Drained");
        JsonNode closed = row(operations("nodes", "-o", "json"), "node", node);
        assertThat(closed.get("sold").asInt()).isZero();
        assertThat(closed.get("whyNotSold").asText()).contains("drained by");
        assertThat(said("drain", node, "--undo", "--db", cluster.db()).code()).isZero();
        assertThat(said("drain", node, "--undo", "--db", cluster.db()).code()).isEqualTo(1);
        Eventually.holds(
                "the node sells again",
                RoomCluster.LIMIT,
                () -> Stream.of("one", "four")
                        .anyMatch(job -> cluster.pods(job).stream()
                                .anyMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null
                                        && node.equals(pod.getSpec().getNodeName())
                                        && "Running".equals(pod.getStatus().getPhase()))),
                () -> cluster.operator().said());
        RoomCluster.Said nowhere = said("drain", "nowhere", "--yes", "--db", cluster.db());
        assertThat(nowhere.code()).as(nowhere.err()).isEqualTo(2);
        assertThat(nowhere.err()).contains("neither a site nor a node nowhere");
    }

    @Test
    @Order(5)
    void a_job_is_cancelled_once_it_is_agreed_to_and_logs_say_when_there_are_none() {
        assertThat(as("tenant-a", "logs", "tow", "-n", "example").err()).contains("did you mean two");
        RoomCluster.Said unasked = as("tenant-a", "cancel", "two", "-n", "example");
        assertThat(unasked.code()).as(unasked.err()).isEqualTo(2);
        assertThat(cluster.job("two")).isPresent();
        RoomCluster.Said cancelled = as("tenant-a", "cancel", "two", "-n", "example", "--yes", "-o", "json");
        assertThat(cancelled.code()).as(cancelled.err()).isZero();
        assertThat(rows(cancelled).getFirst().get("was").asText()).isEqualTo("Running");
        Eventually.holds(
                "its pods are gone",
                RoomCluster.LIMIT,
                () -> cluster.pods("two").isEmpty(),
                () -> cluster.operator().said());
        assertThat(as("tenant-a", "logs", "three", "-n", "example", "--tail", "1")
                        .code())
                .as("the fake nodes have no kubelet that gives logs")
                .isEqualTo(5);
    }
}
