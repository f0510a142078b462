package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may do what with our resources, asked of a real API server as each of the five users. */
@Tag("cluster")
class RightsClusterTest {
    private static final List<String> USERS = List.of("xisuan-operator", "ops", "finance", "tenant-a", "tenant-b");
    private static final List<String> VERBS = List.of("get", "create", "update", "patch", "delete");

    /** By resource and user: {@code r} get, {@code c} create, {@code u} update and patch, {@code d} delete; in tenant-a's namespace. */
    private static final String TABLE = """
            sites             r    rcud  r     r     r
            tenants           r    rcud  rcud  -     -
            tariffs           r    r     rcud  r     r
            voucherprogrammes r    r     rcud  r     r
            vouchers          r    r     rcud  r     -
            trainingjobs      rd   r     r     rcud  -
            """;

    private static ActCluster cluster;
    private static final Map<String, KubernetesClient> CLIENTS = new LinkedHashMap<>();

    @BeforeAll
    static void up() {
        cluster = ActCluster.start(0, SetupOptions.DEFAULTS);
        cluster.kubectl(
                        "ops",
                        "-n",
                        "tenant-a",
                        "create",
                        "rolebinding",
                        "people",
                        "--clusterrole=xisuan-tenant",
                        "--user=tenant-a")
                .done();
        USERS.forEach(user -> CLIENTS.put(user, cluster.as(user)));
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void each_user_may_do_what_the_table_says_and_no_more() {
        List<String> wrong = new ArrayList<>();
        for (String line : TABLE.lines().toList()) {
            String[] cells = line.split(" +");
            for (int user = 0; user < USERS.size(); user++) {
                String expected = cells[user + 1].equals("-") ? "" : cells[user + 1];
                String found = rights(USERS.get(user), cells[0], "");
                if (!expected.equals(found)) {
                    wrong.add("%s of %s: '%s' and not '%s'".formatted(USERS.get(user), cells[0], found, expected));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_status_is_written_by_the_operator_alone() {
        for (String resource :
                List.of("sites", "tenants", "tariffs", "voucherprogrammes", "vouchers", "trainingjobs")) {
            for (String user : USERS) {
                assertThat(rights(user, resource, "status"))
                        .as("%s of %s/status", user, resource)
                        .isEqualTo(user.equals("xisuan-operator") ? "p" : "");
            }
        }
    }

    @Test
    void a_tenant_changes_what_may_change_of_its_own_job_and_of_no_other() {
        cluster.job("mine");
        for (String patch : List.of("{\"suspend\":true}", "{\"priority\":9}", "{\"timeLimit\":\"2h\"}")) {
            assertThat(patched("tenant-a", patch)).contains("patched");
        }
        assertThat(patched("tenant-a", "{\"runTime\":\"9h\"}")).contains("runTime never changes");
        assertThat(patched("tenant-b", "{\"suspend\":false}")).contains("Forbidden");
        assertThat(patched("ops", "{\"suspend\":false}")).contains("Forbidden");
    }

    @Test
    void operations_bind_the_two_roles_in_tenants_namespaces_and_secrets_to_the_operator_alone() {
        assertThat(bound("tenant-a", "seen", "xisuan-secrets-seen", "ops")).contains("and nobody else");
        assertThat(bound("kube-system", "seen", "xisuan-secrets-seen", "xisuan-operator"))
                .contains("in tenants' namespaces only");
        assertThat(bound("tenant-a", "seen", "xisuan-secrets-seen", "xisuan-operator"))
                .contains("created");
        assertThat(cluster.kubectl("ops", "-n", "tenant-a", "patch", "rolebinding", "seen", "--type=merge", "-p", """
                        {"subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"ops"}]}""")
                        .text())
                .contains("and nobody else");
        assertThat(cluster.kubectl("ops", "-n", "tenant-a", "delete", "rolebinding", "seen")
                        .text())
                .contains("deleted");
    }

    @Test
    void operations_take_accounts_and_tokens_to_themselves_in_tenants_namespaces_alone() {
        assertThat(bound("kube-system", "people", "xisuan-people", "ops")).contains("in tenants' namespaces only");
        assertThat(cluster.kubectl("ops", "label", "namespace", "kube-system", "xisuan.io/tenant=tenant-a")
                        .text())
                .contains("are the system's and no tenant's");
        assertThat(cluster.kubectl("ops", "-n", "kube-system", "create", "token", "default")
                        .text())
                .contains("cannot create");
        assertThat(bound("tenant-a", "others", "xisuan-people", "tenant-a")).contains("or to yourself and nobody else");
        assertThat(bound("tenant-a", "mine", "xisuan-people", "ops")).contains("created");
        assertThat(cluster.kubectl("ops", "-n", "tenant-a", "delete", "rolebinding", "mine")
                        .text())
                .contains("deleted");
    }

    @Test
    void operations_leave_the_bindings_of_other_roles_alone() {
        cluster.kubectl(
                        "admin",
                        "-n",
                        "tenant-a",
                        "create",
                        "rolebinding",
                        "other",
                        "--clusterrole=view",
                        "--user=tenant-a")
                .done();
        assertThat(cluster.kubectl("ops", "-n", "tenant-a", "delete", "rolebinding", "other")
                        .text())
                .contains("ask an administrator");
        assertThat(cluster.kubectl(
                                "ops",
                                "-n",
                                "kube-system",
                                "delete",
                                "rolebinding",
                                "system::leader-locking-kube-scheduler")
                        .text())
                .contains("ask an administrator");
        assertThat(cluster.kubectl("admin", "-n", "tenant-a", "delete", "rolebinding", "other")
                        .text())
                .contains("deleted");
    }

    private static String bound(String namespace, String name, String role, String user) {
        return cluster.kubectl(
                        "ops",
                        "-n",
                        namespace,
                        "create",
                        "rolebinding",
                        name,
                        "--clusterrole=" + role,
                        "--user=" + user)
                .text();
    }

    private static String patched(String user, String spec) {
        return cluster.kubectl(
                        user,
                        "-n",
                        "tenant-a",
                        "patch",
                        "trainingjob",
                        "mine",
                        "--type=merge",
                        "-p",
                        "{\"spec\":%s}".formatted(spec))
                .text();
    }

    /** Returns r, c, u (update and patch), p (patch alone) and d, as far as the API server allows them. */
    private static String rights(String user, String resource, String subresource) {
        List<String> allowed = VERBS.stream()
                .filter(verb -> allowed(user, verb, resource, subresource))
                .toList();
        StringBuilder letters = new StringBuilder();
        letters.append(allowed.contains("get") ? "r" : "");
        letters.append(allowed.contains("create") ? "c" : "");
        letters.append(allowed.contains("patch") ? (allowed.contains("update") ? "u" : "p") : "");
        letters.append(allowed.contains("delete") ? "d" : "");
        return letters.toString();
    }

    private static boolean allowed(String user, String verb, String resource, String subresource) {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withGroup("xisuan.io")
                .withResource(resource)
                .withSubresource(subresource)
                .withVerb(verb)
                .withNamespace(List.of("vouchers", "trainingjobs").contains(resource) ? "tenant-a" : "")
                .endResourceAttributes()
                .endSpec()
                .build();
        KubernetesClient client = Objects.requireNonNull(CLIENTS.get(user));
        return Boolean.TRUE.equals(client.resource(review).create().getStatus().getAllowed());
    }
}
