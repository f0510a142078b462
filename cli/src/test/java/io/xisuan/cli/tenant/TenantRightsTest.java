package io.xisuan.cli.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.CommandTest;
import io.xisuan.operator.act.ClusterConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose rights a firm's coming and leaving makes and takes, by one who has the role of operations and none of the groups. */
class TenantRightsTest extends CommandTest {
    private static final String BINDINGS = HubStandIn.RBAC + "namespaces/jinguan/rolebindings";
    private static final String CORE = "/api/v1/namespaces/jinguan";

    @TempDir
    private Path folder = Path.of(".");

    private HubStandIn hub;

    @BeforeEach
    void open() {
        hub = new HubStandIn();
        hub.has(HubStandIn.RBAC + "clusterrolebindings/xisuan-operator", binding("xisuan-operator", """
                {"kind":"ServiceAccount","namespace":"xisuan-system","name":"xisuan-operator"},
                {"kind":"Group","apiGroup":"rbac.authorization.k8s.io","name":"hub-operators"}"""));
        hub.has(HubStandIn.RBAC + "clusterrolebindings/xisuan-operations", binding("xisuan-operations", """
                {"kind":"Group","apiGroup":"rbac.authorization.k8s.io","name":"hub-ops"}"""));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static String binding(String role, String subjects) {
        return """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"%1$s"},
                "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"%1$s"},"subjects":[%2$s]}""".formatted(role, subjects);
    }

    private int tenant(String... words) {
        return run(Stream.of(
                        Stream.of("tenant"),
                        Stream.of(words),
                        Stream.of("--kubeconfig", hub.kubeconfig(folder).toString(), "-o", "json"))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    private int create(String... more) {
        List<String> firm = List.of(
                "create",
                "jinguan",
                "--name-zh",
                "锦官示例智能",
                "--credit-code",
                "91000000MA0EXC221J",
                "--size",
                "small",
                "--registration",
                "example/east",
                "--limit",
                "8",
                "--credit-limit",
                "1000",
                "--person",
                "li-na",
                "--kubeconfig-dir",
                folder.toString());
        return tenant(Stream.concat(firm.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void accounts_and_quotas_are_made_where_the_right_to_was_bound_before_to_the_group_and_who_asks() {
        assertThat(create()).as("%s", err).isZero();
        assertThat(hub.changes())
                .containsSubsequence(
                        "POST /api/v1/namespaces",
                        "POST " + BINDINGS,
                        "POST " + CORE + "/resourcequotas",
                        "POST " + CORE + "/serviceaccounts",
                        "POST " + CORE + "/serviceaccounts/person-li-na/token");
        assertThat(hub.get(BINDINGS + "/xisuan-people").path("subjects"))
                .extracting(subject -> subject.path("kind").asText() + " "
                        + subject.path("name").asText())
                .containsExactly("Group hub-ops", "User system:serviceaccount:flux:hub");
    }

    @Test
    void a_dry_run_says_what_it_could_not_ask_and_binds_nothing() {
        assertThat(create("--dry-run")).as("%s", err).isZero();
        assertThat(out.toString()).contains("xisuan-people is not bound there yet");
        assertThat(Files.exists(folder.resolve("jinguan-li-na.kubeconfig"))).isFalse();
    }

    @Test
    void the_operator_that_may_see_secrets_is_the_one_of_the_installation() {
        assertThat(create("--let-operator-see-secrets")).as("%s", err).isZero();
        assertThat(hub.get(BINDINGS + "/xisuan-secrets-seen").path("subjects"))
                .extracting(subject -> subject.path("name").asText())
                .containsExactly("system:serviceaccount:xisuan-system:xisuan-operator", "hub-operators");
    }

    @Test
    void the_right_goes_last_when_a_tenant_leaves_and_comes_for_it_to_one_from_before() {
        assertThat(create()).as("%s", err).isZero();
        try (KubernetesClient client = ClusterConnection.open(hub.kubeconfig(folder))) {
            ClusterObjects objects = new ClusterObjects(client, false, Language.EN);
            objects.remove(TenantObjects.binding("jinguan", TenantObjects.PEOPLE, List.of()));
            TenantRemoveCommand.peopleGone(objects, "jinguan");
        }
        assertThat(hub.changes())
                .endsWith(
                        "DELETE " + BINDINGS + "/xisuan-people",
                        "POST " + BINDINGS,
                        "DELETE " + CORE + "/serviceaccounts/person-li-na",
                        "DELETE " + CORE + "/resourcequotas/xisuan-tenant",
                        "DELETE " + BINDINGS + "/xisuan-people");
    }
}
