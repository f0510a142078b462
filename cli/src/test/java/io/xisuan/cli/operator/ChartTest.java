package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.act.SetupOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
    private static final Map<String, String> DEFAULTS = Map.of();
    private static final Map<String, String> ALL = with(
            HelmChart.SERVER,
            Map.ofEntries(
                    Map.entry("replicas", "2"),
                    Map.entry("backup.enabled", "true"),
                    Map.entry("notices.existingSecret", "xisuan-notices"),
                    Map.entry("monitoring.serviceMonitor.enabled", "true"),
                    Map.entry("monitoring.rules.enabled", "true"),
                    Map.entry("monitoring.dashboards.enabled", "true"),
                    Map.entry("image.registry", "mirror.example:5000/"),
                    Map.entry("image.pullSecrets[0]", "pull"),
                    Map.entry("operator.priorityClassName", "system-cluster-critical"),
                    Map.entry("agent.priorityClassName", "system-node-critical")));

    @Test
    void helm_finds_nothing_to_warn_of_even_where_it_is_strict() {
        var result = HelmChart.helm().lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
    }

    @Test
    void what_the_chart_installs_is_what_xisuan_install_installs() {
        SetupOptions options =
                SetupOptions.DEFAULTS.withOperatorUser("system:serviceaccount:xisuan-system:xisuan-operator");
        for (SetupOptions.Enforcement enforcement : SetupOptions.Enforcement.values()) {
            HelmChart.Rendered installed = HelmChart.objects(
                    ClusterSetup.manifests(options.withTenantPolicies(enforcement), HelmChart.DEFAULT_CLASS));
            HelmChart.Rendered rendered = HelmChart.rendered(
                    Map.of("setup.tenantPolicies", enforcement == SetupOptions.Enforcement.DENY ? "deny" : "warn"));

            assertThat(installed.names()).hasSizeGreaterThan(30);
            installed.byName().forEach((named, object) -> {
                // Helm makes the namespace; the leader's own data is left to the leader.
                if (!named.equals("Namespace/xisuan-system")) {
                    assertThat(withoutHelmsAnnotations(rendered.get(named)))
                            .as(named)
                            .isEqualTo(named.equals("ConfigMap/xisuan-leader") ? without(object, "data") : object);
                }
            });
        }
    }

    @Test
    void kinds_are_upgraded_with_the_chart_and_stay_when_it_goes() {
        HelmChart.Rendered rendered = HelmChart.rendered(DEFAULTS);

        assertThat(rendered.names().stream().filter(named -> named.startsWith("CustomResourceDefinition/")))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(named -> assertThat(annotation(rendered.get(named), "helm.sh/resource-policy"))
                        .isEqualTo("keep"));
        assertThat(HelmChart.rendered(Map.of("setup.crds", "false")).names())
                .noneMatch(named -> named.startsWith("CustomResourceDefinition/"));
    }

    @Test
    void books_in_a_file_have_one_operator_that_is_never_two_and_a_volume_that_stays() {
        HelmChart.Rendered rendered = HelmChart.rendered(Map.of("backup.enabled", "true"));

        JsonNode set = rendered.get("StatefulSet/xisuan-operator");
        assertThat(set.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(args(set, 0))
                .contains("--data=/var/lib/xisuan", "--no-install", "--backups=/backup")
                .noneMatch(arg -> arg.startsWith("--db"));
        assertThat(args(set, 1)).contains("backup", "create", "--data=/var/lib/xisuan", "--to=/backup", "--every=1h");
        JsonNode claim = rendered.get("PersistentVolumeClaim/xisuan-data");
        assertThat(claim.at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteOncePod");
        assertThat(annotation(claim, "helm.sh/resource-policy")).isEqualTo("keep");
        assertThat(annotation(rendered.get("PersistentVolumeClaim/xisuan-backup"), "helm.sh/resource-policy"))
                .isEqualTo("keep");
        assertThat(rendered.names())
                .doesNotContain(
                        "Deployment/xisuan-operator", "CronJob/xisuan-backup", "PodDisruptionBudget/xisuan-operator");
    }

    @Test
    void books_on_a_server_have_several_operators_with_its_password_from_a_secret_alone() {
        HelmChart.Rendered rendered = HelmChart.rendered(ALL);

        JsonNode deployment = rendered.get("Deployment/xisuan-operator");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(args(deployment, 0))
                .contains(
                        "--db=jdbc:postgresql://db.example:5433/xisuan",
                        "--journal-key=/etc/xisuan/journal-key/journal.pem",
                        "--notices=/etc/xisuan/notices/notices.yaml");
        assertThat(deployment.toString()).contains("\"secretKeyRef\":{\"name\":\"xisuan-db\",\"key\":\"password\"}");
        assertThat(deployment.at("/spec/template/spec/containers/0/image").asText())
                .startsWith("mirror.example:5000/xisuan:");
        assertThat(rendered.get("PodDisruptionBudget/xisuan-operator")
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isEqualTo(1);
        assertThat(args(deployment, 0)).noneMatch(arg -> arg.startsWith("--backups"));
        assertThat(rendered.get("CronJob/xisuan-backup").toString())
                .contains("--db=jdbc:postgresql://db.example:5433/xisuan");
        assertThat(rendered.get("NetworkPolicy/xisuan-operator").toString()).contains("5433");
        assertThat(rendered.names()).doesNotContain("StatefulSet/xisuan-operator", "PersistentVolumeClaim/xisuan-data");
    }

    @Test
    void metrics_are_read_by_the_namespace_that_is_named_and_by_nobody_where_none_is() {
        for (String name : List.of("NetworkPolicy/xisuan-operator", "NetworkPolicy/xisuan-agent")) {
            JsonNode policy = HelmChart.rendered(DEFAULTS).get(name);
            assertThat(policy.at("/spec/ingress").toString())
                    .contains("{\"kubernetes.io/metadata.name\":\"monitoring\"}")
                    .doesNotContain("\"namespaceSelector\":{}");
        }
        HelmChart.Rendered closed = HelmChart.rendered(Map.of("networkPolicy.metricsFrom", "null"));
        assertThat(closed.get("NetworkPolicy/xisuan-operator").at("/spec/ingress"))
                .isEmpty();
        assertThat(closed.get("NetworkPolicy/xisuan-agent").at("/spec/ingress/0/from"))
                .hasSize(1);
    }

    @Test
    void every_host_of_the_store_is_reached_through_its_own_port() {
        for (String[] each : new String[][] {
            {"jdbc:postgresql://a.example:5433,b.example:6432,c.example/xisuan", "5433", "6432", "5432"},
            {"jdbc:postgresql://[2001:db8::1]:5434/xisuan", "5434"},
            {"jdbc:postgresql://[2001:db8::1]/xisuan?ApplicationName=x:9", "5432"}
        }) {
            JsonNode rules = HelmChart.rendered(with(HelmChart.SERVER, Map.of("store.postgresql.url", each[0])))
                    .get("NetworkPolicy/xisuan-operator")
                    .at("/spec/egress/2/ports");
            assertThat(rules)
                    .as(each[0])
                    .extracting(port -> port.path("port").asText())
                    .containsExactly(Arrays.copyOfRange(each, 1, each.length));
        }
    }

    @Test
    void rules_and_dashboards_are_those_of_deploy_monitoring() throws IOException {
        HelmChart.Rendered rendered = HelmChart.rendered(ALL);
        JsonNode rules = new YAMLMapper()
                .readTree(Files.readString(
                        HelmChart.ROOT.resolve("deploy/monitoring/xisuan.rules.yaml"), StandardCharsets.UTF_8));
        Path dashboard = HelmChart.ROOT.resolve("deploy/monitoring/dashboards/xisuan-operator.json");

        assertThat(rendered.get("PrometheusRule/xisuan").path("spec")).isEqualTo(rules);
        assertThat(rendered.get("ConfigMap/xisuan-dashboard-operator")
                        .path("data")
                        .path("xisuan-operator.json")
                        .asText()
                        .strip())
                .isEqualTo(Files.readString(dashboard, StandardCharsets.UTF_8).strip());
        assertThat(rendered.get("ServiceMonitor/xisuan-operator")
                        .at("/spec/endpoints/0/path")
                        .asText())
                .isEqualTo("/metrics");
    }

    @Test
    void everything_but_the_agent_keeps_to_the_restricted_profile_and_the_agent_has_no_capability() {
        for (Map<String, String> values : List.of(DEFAULTS, Map.of("backup.enabled", "true"), ALL)) {
            HelmChart.rendered(values).byName().forEach((named, object) -> {
                JsonNode pod = podOf(object);
                if (!pod.isMissingNode()) {
                    restricted(named, pod, named.equals("DaemonSet/xisuan-agent"));
                    pod.path("containers").forEach(container -> unprivileged(named, container));
                }
            });
        }
        JsonNode namespace = HelmChart.rendered(DEFAULTS).get("Namespace/xisuan-agent");
        assertThat(namespace.at("/metadata/labels").toString())
                .contains("\"pod-security.kubernetes.io/enforce\":\"privileged\"");
    }

    private static void restricted(String named, JsonNode pod, boolean agent) {
        JsonNode security = pod.path("securityContext");
        assertThat(security.at("/seccompProfile/type").asText()).as(named).isEqualTo("RuntimeDefault");
        assertThat(security.path("runAsNonRoot").asBoolean()).as(named).isEqualTo(!agent);
        assertThat(pod.path("hostNetwork").asBoolean() || pod.path("hostPID").asBoolean())
                .as(named)
                .isFalse();
        assertThat(pod.path("volumes").toString().contains("hostPath"))
                .as(named)
                .isEqualTo(agent);
    }

    private static void unprivileged(String named, JsonNode container) {
        JsonNode security = container.path("securityContext");
        assertThat(security.path("readOnlyRootFilesystem").asBoolean())
                .as(named)
                .isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                .as(named)
                .isFalse();
        assertThat(security.at("/capabilities/drop/0").asText()).as(named).isEqualTo("ALL");
        assertThat(security.at("/capabilities/add").isMissingNode()).as(named).isTrue();
        assertThat(container.at("/resources/limits/memory").asText()).as(named).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas=2                                                        | cannot share books in a file
            store.volume.accessMode=ReadWriteMany                             | network file system, where SQLite loses locks
            store.postgresql.url=jdbc:postgresql://db/x                       | store.postgresql.existingSecret: name a Secret
            store.postgresql.url=jdbc:postgresql://db/x,store.postgresql.existingSecret=db | journalKey.existingSecret: with a server every replica signs
            store.postgresql.url=jdbc:postgresql://db/x?password=p            | would stand in the pod
            store.postgresql.url=jdbc:postgresql://u:p@db/x                   | would stand in the pod
            store.postgresql.url=postgres://db/x                              | postgresql
            operator.extraArgs[0]=--db=jdbc:sqlite:/tmp/x                     | is set by the chart
            operator.extraArgs[0]=--lease-seconds=30                          | is set by the chart
            operator.leaseSeconds=3                                           | leaseSeconds
            operator.runAsUser=0                                              | runAsUser
            setup.tenantPolicies=refuse                                       | tenantPolicies
            image.digest=sha256:12                                            | digest
            agent.enabled=false                                               | exporters.list: names xisuan-agent
            replica=1                                                         | replica
            store.postgres.url=jdbc:postgresql://db/x                         | postgres
            """)
    void what_cannot_be_is_refused_with_the_reason(String values, String reason) {
        Map<String, String> set = new TreeMap<>();
        for (String value : values.split(",", -1)) {
            set.put(value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
        }

        assertThat(HelmChart.refusal(set))
                .hasValueSatisfying(said -> assertThat(said).contains(reason));
    }

    @Test
    void another_namespace_is_refused_with_the_command_that_takes_the_right_one() {
        assertThat(HelmChart.refusal(HelmChart.command(Map.of()).withNamespace("default")))
                .hasValueSatisfying(said -> assertThat(said).contains("--namespace xisuan-system --create-namespace"));
    }

    @Test
    void every_value_has_a_line_in_the_schema_and_in_the_readme() throws IOException {
        JsonNode values = new YAMLMapper().readTree(text("values.yaml"));
        JsonNode schema = new YAMLMapper().readTree(text("values.schema.json"));
        String readme = text("README.md");
        List<String> leaves = new ArrayList<>();
        leaves(values, schema, "", leaves);

        assertThat(leaves)
                .hasSizeGreaterThan(60)
                .allSatisfy(leaf -> assertThat(readme).contains("`" + leaf + "`"));
        for (String documented : new TreeSet<>(readme.substring(readme.indexOf("## Values"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList())) {
            assertThat(leaves).as("README.md").contains(documented);
        }
    }

    /** Collects the values that are no groups of others: those whose schema lists no properties. */
    private static void leaves(JsonNode values, JsonNode schema, String path, List<String> leaves) {
        for (Map.Entry<String, JsonNode> field : values.properties()) {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            JsonNode described = schema.path("properties").path(field.getKey());
            assertThat(described.path("description").asText())
                    .as(name + " in values.schema.json")
                    .isNotEmpty();
            if (described.has("properties")) {
                leaves(field.getValue(), described, name, leaves);
            } else {
                leaves.add(name);
            }
        }
    }

    private static String text(String file) throws IOException {
        return Files.readString(HelmChart.FOLDER.resolve(file), StandardCharsets.UTF_8);
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }

    private static JsonNode podOf(JsonNode object) {
        JsonNode template = object.at("/spec/template/spec");
        return template.isMissingNode() ? object.at("/spec/jobTemplate/spec/template/spec") : template;
    }

    private static List<String> args(JsonNode workload, int container) {
        List<String> args = new ArrayList<>();
        podOf(workload).path("containers").path(container).path("args").forEach(arg -> args.add(arg.asText()));
        return args;
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText();
    }

    private static JsonNode without(JsonNode object, String field) {
        ObjectNode copy = object.deepCopy();
        copy.remove(field);
        return copy;
    }

    private static JsonNode withoutHelmsAnnotations(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        ObjectNode metadata = (ObjectNode) copy.path("metadata");
        if (metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.properties().removeIf(annotation -> !annotation.getKey().startsWith("xisuan.io/"));
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
        return copy;
    }
}
