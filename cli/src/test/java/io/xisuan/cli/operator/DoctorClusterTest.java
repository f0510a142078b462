package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.Main;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * {@code xisuan doctor} on a real API server: each thing is broken as it breaks in life, found, and put right by the command that the
 * finding names. Each test goes on where the one before ended.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorClusterTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path work;

    private Testbed testbed;
    private KubernetesClient admin;

    /** What a look came to. */
    private record Look(int code, JsonNode report, String err) {
        List<JsonNode> of(String area, String severity) {
            List<JsonNode> found = new ArrayList<>();
            report.path("findings").forEach(line -> {
                if (line.path("area").asText().equals(area)
                        && line.path("severity").asText().equals(severity)) {
                    found.add(line);
                }
            });
            return found;
        }
    }

    @BeforeAll
    void bring_up() {
        testbed = Testbed.up("doctor", "--nodes", "2");
        admin = testbed.client("admin");
    }

    @AfterAll
    void take_down() {
        admin.close();
        testbed.close();
    }

    @Test
    @Order(1)
    void an_empty_cluster_is_installed_by_an_administrator_and_by_nobody_else() {
        Look before = look("admin", "--only", "cluster,setup,rights,leader");
        assertThat(before.code()).isEqualTo(1);
        assertThat(before.of("setup", "error")).singleElement().satisfies(line -> {
            assertThat(line.path("found").asText()).isEqualTo("is not installed");
            assertThat(line.path("command").asText()).isEqualTo("xisuan install");
            assertThat(line.path("safe").asBoolean()).isTrue();
        });
        assertThat(before.of("rights", "error")).hasSize(1);
        assertThat(before.of("leader", "error")).hasSize(1);
        assertThat(look("ops", "--only", "setup", "--fix").code()).isEqualTo(1);
        Look after = look("admin", "--only", "cluster,setup,rights", "--fix");
        assertThat(after.report().path("fixed")).hasSize(1);
        assertThat(after.code()).as(after.report().toPrettyString()).isZero();
        assertThat(after.of("cluster", "ok")).hasSize(1);
    }

    @Test
    @Order(2)
    void what_somebody_changed_or_took_away_is_named_and_put_back() {
        admin.rbac().clusterRoleBindings().withName("xisuan-operator").delete();
        weaken("xisuan-marks", "{\"validationActions\":[\"Warn\"]}");
        weaken("xisuan-images", "{\"matchResources\":{\"namespaceSelector\":{\"matchLabels\":{\"free\":\"no\"}}}}");
        Look broken = look("admin", "--only", "setup,rights");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.of("setup", "error").stream()
                        .map(line -> line.path("about").asText() + " "
                                + line.path("found").asText()))
                .containsExactlyInAnyOrder(
                        "ClusterRoleBinding xisuan-operator is missing",
                        "ValidatingAdmissionPolicyBinding xisuan-images was changed by somebody",
                        "ValidatingAdmissionPolicyBinding xisuan-marks was changed by somebody");
        assertThat(broken.of("rights", "error"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("found").asText()).contains("rights"));
        assertThat(look("admin", "--only", "setup,rights", "--fix").code()).isZero();
    }

    private void weaken(String binding, String spec) {
        testbed.kubectl(
                        "admin",
                        "patch",
                        "validatingadmissionpolicybinding",
                        binding,
                        "--type=merge",
                        "-p",
                        "{\"spec\":%s}".formatted(spec))
                .done();
    }

    @Test
    @Order(3)
    void what_deny_would_break_is_said_before_it_is_switched_on_and_by_the_policies_own_words() {
        laboratory();
        testbed.kubectl("admin", "label", "namespace", "lab", "xisuan.io/tenant=lab")
                .done();
        Eventually.holds(
                "the policies know the label",
                LIMIT,
                () -> refusals().size() == 3,
                () -> look("admin", "--only", "policies").report().toPrettyString());
        assertThat(refusals())
                .satisfiesExactlyInAnyOrder(
                        said -> assertThat(said).contains("Pod lab/greedy", "submit a TrainingJob"),
                        said -> assertThat(said).contains("Pod lab/placed", "spec.nodeName bypasses the scheduler"),
                        said -> assertThat(said).contains("ConfigMap lab/past", "xisuan-tenant-variables"));
        assertThat(look("admin", "--only", "resources").of("resources", "warning"))
                .anySatisfy(line -> assertThat(line.path("about").asText()).isEqualTo("Namespace lab"));
        testbed.kubectl("admin", "delete", "pods", "--all", "-n", "lab", "--now")
                .done();
        testbed.kubectl("admin", "delete", "configmap", "past", "-n", "lab").done();
        Look clean = look("admin", "--only", "policies");
        assertThat(clean.code()).as(clean.report().toPrettyString()).isZero();
        assertThat(clean.of("policies", "hint"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("command").asText()).isEqualTo("xisuan install --tenant-policies deny"));
    }

    /** What a namespace may have before it becomes a tenant's. */
    private void laboratory() {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("lab")
                        .endMetadata()
                        .build())
                .create();
        admin.resource(pod("plain", "", Map.of())).create();
        admin.resource(pod("greedy", "", Map.of("nvidia.com/gpu", new Quantity("1"))))
                .create();
        admin.resource(pod("placed", "node-0001", Map.of())).create();
        testbed.kubectl(
                        "admin",
                        "create",
                        "configmap",
                        "past",
                        "-n",
                        "lab",
                        "--from-literal=NVIDIA_VISIBLE_DEVICES=all")
                .done();
        Eventually.holds(
                "kube-scheduler bound them",
                LIMIT,
                () -> admin.pods().inNamespace("lab").list().getItems().stream()
                        .allMatch(pod -> pod.getSpec().getNodeName() != null),
                () -> testbed.kubectl("admin", "get", "pods", "-A", "-o", "wide")
                        .text());
    }

    private List<String> refusals() {
        return look("admin", "--only", "policies").of("policies", "warning").stream()
                .map(line ->
                        line.path("about").asText() + " " + line.path("found").asText())
                .toList();
    }

    @Test
    @Order(4)
    void a_node_whose_clock_is_ahead_is_found_by_its_own_lease() {
        Look before = look("admin", "--only", "clocks");
        assertThat(before.code()).as(before.report().toPrettyString()).isZero();
        admin.leases().inNamespace("kube-node-lease").withName("node-0002").edit(lease -> {
            lease.getSpec().setHolderIdentity("nobody");
            lease.getSpec().setLeaseDurationSeconds(86_400);
            lease.getSpec().setRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30));
            return lease;
        });
        assertThat(look("admin", "--only", "clocks").of("clocks", "warning"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("about").asText()).isEqualTo("node node-0002");
                    assertThat(line.path("found").asText()).matches("is (29|30|31) s ahead of the API server");
                });
    }

    @Test
    @Order(5)
    void exporters_that_answer_and_those_that_do_not_are_told_apart() throws IOException {
        HttpServer exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        exporter.createContext("/metrics", exchange -> {
            byte[] body = "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\"} 1\n".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        exporter.start();
        try {
            annotate(
                    "node-0001",
                    "dcgm-exporter=127.0.0.1:" + exporter.getAddress().getPort());
            annotate("node-0002", "dcgm-exporter=127.0.0.1:1");
            Path file = Files.writeString(
                    work.resolve("exporters.yaml"), "nodeAnnotations: true\nexporters:\n- name: dcgm-exporter\n");
            Look look = look("admin", "--only", "exporters", "--exporters", file.toString());
            assertThat(look.of("exporters", "warning")).singleElement().satisfies(line -> {
                assertThat(line.path("about").asText()).isEqualTo("dcgm-exporter on node-0002");
                assertThat(line.path("found").asText()).contains("UNREACHABLE");
                assertThat(line.path("command").asText()).isEqualTo("xisuan metrics lint http://127.0.0.1:1/metrics");
            });
            assertThat(look.of("exporters", "ok").getFirst().path("found").asText())
                    .isEqualTo("1 of 2 do not answer");
        } finally {
            exporter.stop(0);
        }
    }

    @Test
    @Order(6)
    void
            leader_store_and_journal_are_in_order_while_an_operator_runs_and_not_when_it_was_killed_or_the_store_is_another() {
        try (ChildProgram operator = ChildProgram.start(
                work.resolve("operator.log"),
                "operator",
                "--kubeconfig",
                testbed.kubeconfig("admin").toString(),
                "--data",
                data("data"),
                "--lease-seconds",
                "6")) {
            Eventually.holds("it leads", LIMIT, () -> operator.said().contains("leading cluster"), operator::said);
            Look running = look("admin", "--only", "leader,store,journal,setup", "--data", data("data"));
            assertThat(running.code()).as(running.report().toPrettyString()).isZero();
            assertThat(running.of("leader", "ok").getFirst().path("found").asText())
                    .startsWith("has led for");
            Store.open("jdbc:sqlite:" + data("other/xisuan.db")).close();
            Look other = look("admin", "--only", "leader", "--db", "jdbc:sqlite:" + data("other/xisuan.db"));
            // A store in which nobody ever led knows no epoch to compare.
            assertThat(other.of("leader", "error")).isEmpty();
            operator.kill();
        }
        Eventually.holds(
                "its silence is noticed",
                LIMIT,
                () -> look("admin", "--only", "leader", "--data", data("data"))
                                .of("leader", "error")
                                .size()
                        == 1,
                () -> "");
        admin.configMaps()
                .inNamespace("xisuan-system")
                .withName("xisuan-leader")
                .edit(leader -> {
                    leader.setData(Map.of("epoch", "41"));
                    return leader;
                });
        assertThat(look("admin", "--only", "leader", "--data", data("data")).of("leader", "error"))
                .anySatisfy(line ->
                        assertThat(line.path("found").asText()).isEqualTo("the cluster knows epoch 41, the store 1"));
    }

    private static String data(String name) {
        return work.resolve(name).toString();
    }

    private void annotate(String node, String exporters) {
        testbed.kubectl("admin", "annotate", "node", node, "--overwrite", "xisuan.io/exporters=" + exporters)
                .done();
    }

    private static Pod pod(String name, String node, Map<String, Quantity> limits) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("lab")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node.isEmpty() ? null : node)
                .addNewContainer()
                .withName("main")
                .withImage("example.com/none")
                .withNewResources()
                .withLimits(limits)
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    private Look look(String user, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("doctor", "--kubeconfig", testbed.kubeconfig(user).toString(), "-o", "json", "--lang", "en"));
        all.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
        try {
            return new Look(code, JSON.readTree(out.toString()), err.toString());
        } catch (IOException e) {
            throw new IllegalStateException("%d %s%s".formatted(code, out, err), e);
        }
    }
}
