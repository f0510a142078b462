package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of which version the chart is, on which Kubernetes it goes, and in which order Helm does what it says. */
class ChartReleaseTest {
    private static final Pattern VERSION = Pattern.compile("(?m)^  <version>([0-9.]+)(?:-SNAPSHOT)?</version>$");
    private static final Set<String> ROLES = Set.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

    private static String text(String file) throws IOException {
        return Files.readString(HelmChart.ROOT.resolve(file), StandardCharsets.UTF_8);
    }

    private static String program() throws IOException {
        Matcher version = VERSION.matcher(text("pom.xml"));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Test
    void chart_and_samples_run_the_program_that_they_came_with_and_not_the_first_releases() throws IOException {
        JsonNode chart = new YAMLMapper().readTree(text("deploy/chart/Chart.yaml"));

        assertThat(chart.path("appVersion").asText()).isEqualTo(program());
        assertThat(text("deploy/samples/agent.yaml")).contains("image: xisuan:" + program() + "\n");
        assertThat(new Helm(HelmChart.FROZEN).show().chart().call()).doesNotContain("appVersion: " + program());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.29.9", "v1.29.15-eks-3abbec1", "v1.9.0"})
    void a_kubernetes_without_admission_policies_is_refused(String version) {
        assertThat(HelmChart.refusal(HelmChart.command(Map.of()).withKubeVersion(version)))
                .hasValueSatisfying(said -> assertThat(said).contains(">=1.30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.30.0", "v1.30.4-gke.1348000", "v1.31.2+k3s1", "v1.36.3"})
    void the_oldest_kubernetes_with_them_is_taken_whoever_distributes_it(String version) {
        assertThat(HelmChart.refusal(HelmChart.command(Map.of()).withKubeVersion(version)))
                .isEmpty();
    }

    /** A tool that copies links as text, or leaves them out, makes a chart without kinds and policies. */
    @Test
    void a_chart_that_lost_its_own_files_is_refused(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(HelmChart.FOLDER)) {
            for (Path file : files.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                    .filter(each -> !each.startsWith(HelmChart.FROZEN.getParent()))
                    .toList()) {
                Path copy = folder.resolve(HelmChart.FOLDER.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        for (String crds : List.of("true", "false")) {
            TemplateCommand lost = new Helm(folder)
                    .template()
                    .withName("xisuan")
                    .withNamespace(HelmChart.NAMESPACE)
                    .withKubeVersion("v1.36.3")
                    .set("setup.crds", crds);
            assertThat(HelmChart.refusal(lost))
                    .hasValueSatisfying(said -> assertThat(said).contains("this chart lacks its own file"));
        }
    }

    @Test
    void copies_reach_a_server_with_what_the_operator_was_given_for_it() {
        Map<String, String> values = new TreeMap<>(HelmChart.SERVER);
        values.put("backup.enabled", "true");
        values.put("operator.extraVolumes[0].name", "ca");
        values.put("operator.extraVolumes[0].secret.secretName", "db-ca");
        values.put("operator.extraVolumeMounts[0].name", "ca");
        values.put("operator.extraVolumeMounts[0].mountPath", "/etc/db-ca");
        values.put("operator.extraEnv[0].name", "TZ");
        values.put("operator.extraEnv[0].value", "Asia/Shanghai");
        values.put("operator.priorityClassName", "system");
        JsonNode pod =
                HelmChart.rendered(values).get("CronJob/xisuan-backup").at("/spec/jobTemplate/spec/template/spec");

        assertThat(pod.at("/volumes").toString()).contains("db-ca");
        assertThat(pod.at("/containers/0/volumeMounts").toString()).contains("/etc/db-ca");
        assertThat(pod.at("/containers/0/env").toString()).contains("Asia/Shanghai");
        assertThat(pod.path("priorityClassName").asText()).isEqualTo("system");
    }

    @Test
    void a_registry_that_asks_who_pulls_is_served_in_a_namespace_that_is_there() {
        Map<String, String> values = Map.of("image.pullSecrets[0]", "regcred", "agent.createNamespace", "false");
        HelmChart.Rendered rendered = HelmChart.rendered(values);
        assertThat(rendered.names()).doesNotContain("Namespace/xisuan-agent");
        assertThat(rendered.get("DaemonSet/xisuan-agent").toString()).contains("regcred");
    }

    @Test
    void nodes_may_name_exporters_where_the_chart_names_none() {
        Map<String, String> values =
                Map.of("exporters.list", "null", "exporters.nodeAnnotations", "true", "agent.enabled", "false");
        assertThat(HelmChart.rendered(values).get("StatefulSet/xisuan-operator").toString())
                .contains("--exporters=/etc/xisuan/config/exporters.yaml");
    }

    @Test
    void what_only_a_policy_narrows_is_given_after_all_policies_and_taken_before_any() {
        List<JsonNode> all = HelmChart.documents(HelmChart.command(Map.of()).call());
        Map<String, JsonNode> given = new TreeMap<>();
        Map<String, JsonNode> twins = new TreeMap<>();
        for (JsonNode object : all) {
            switch (HelmChart.hook(object)) {
                case "post-install,post-upgrade,post-rollback" -> given.put(HelmChart.named(object), object);
                case "pre-delete" -> twins.put(HelmChart.named(object), object);
                default ->
                    assertThat(HelmChart.hook(object))
                            .as(HelmChart.named(object))
                            .isEmpty();
            }
        }

        assertThat(given.keySet())
                .containsExactly(
                        "ClusterRole/xisuan-operations",
                        "ClusterRole/xisuan-people",
                        "ClusterRole/xisuan-secrets-seen",
                        "ClusterRoleBinding/xisuan-operations");
        assertThat(given.values())
                .allSatisfy(object -> assertThat(HelmChart.deletion(object)).isEqualTo("before-hook-creation"));
        assertThat(twins.keySet()).isEqualTo(given.keySet());
        assertThat(twins.values()).allSatisfy(twin -> {
            assertThat(HelmChart.deletion(twin)).isEqualTo("before-hook-creation,hook-succeeded");
            assertThat(twin.path("rules")).isEmpty();
            assertThat(twin.path("subjects")).isEmpty();
        });
    }

    /** Whoever may bind roles, or write accounts and their tokens, could become the cluster's administrator but for a policy. */
    @Test
    void no_role_that_helm_makes_before_the_policies_lets_its_holder_hand_out_rights() {
        List<JsonNode> early = HelmChart.documents(HelmChart.command(Map.of()).call()).stream()
                .filter(object -> HelmChart.hook(object).isEmpty())
                .filter(object -> ROLES.contains(object.path("kind").asText()))
                .toList();

        assertThat(early).hasSizeGreaterThan(8);
        for (JsonNode role : early) {
            for (JsonNode rule : role.path("rules")) {
                boolean reads = rule.path("verbs").toString().matches("\\[(\"(get|list|watch)\",?)*]");
                assertThat(reads
                                || !rule.path("resources").toString().matches(".*(role|serviceaccount|secret|token).*"))
                        .as("%s: %s", HelmChart.named(role), rule)
                        .isTrue();
                assertThat(rule.path("resources").toString())
                        .as(HelmChart.named(role))
                        .doesNotContain("\"secrets\"");
            }
        }
    }
}
