package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.model.JobId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people other than the operator may not do, on a real API server; policies for tenants' pods deny here. */
@Tag("cluster")
class PoliciesClusterTest {
    private static ActCluster cluster;
    private static TenantHands tenant;

    @BeforeAll
    static void up() {
        cluster = ActCluster.start(2, SetupOptions.DEFAULTS.withTenantPolicies(SetupOptions.Enforcement.DENY));
        TenantHands.editors(cluster);
        tenant = TenantHands.of(cluster);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void the_api_server_finds_nothing_to_warn_about_in_our_expressions() {
        List<ValidatingAdmissionPolicy> policies = cluster.admin()
                .admissionRegistration()
                .v1()
                .validatingAdmissionPolicies()
                .list()
                .getItems();
        assertThat(policies).hasSize(12);
        for (ValidatingAdmissionPolicy policy : policies) {
            String name = policy.getMetadata().getName();
            ActCluster.await("types of %s are checked".formatted(name), () -> checked(name), () -> name);
            assertThat(policy(name).getStatus().getTypeChecking().getExpressionWarnings())
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void our_marks_are_set_by_nobody_else() {
        PodBuilder marked = TenantHands.pod("marked");
        marked.editMetadata()
                .addToLabels("xisuan.io/job", "a-uid")
                .addToAnnotations("xisuan.io/epoch", "999")
                .endMetadata();
        assertThat(tenant.refusal(marked.build())).contains("the operator's");
        marked.editMetadata().withNamespace("default").endMetadata();
        assertThat(tenant.refusal(marked.build()))
                .contains("label xisuan.io/job is the operator's: submit a TrainingJob");
        PodBuilder other = TenantHands.pod("other");
        other.editMetadata().addToLabels("xisuan.io/site", "x").endMetadata();
        assertThat(tenant.refusal(other.build())).contains("prefix xisuan.io/ are the operator's");
    }

    @Test
    void nobody_else_takes_the_metering_finalizer_off_or_changes_the_marks() {
        ClusterActor actor = cluster.actor(1);
        actor.raiseEpoch();
        JobId job = cluster.job("metered");
        assertThat(actor.start(Orders.gang(job, 1, Orders.SMALL, "node-0001"))).isEqualTo(ActAnswer.DONE);
        assertThat(patched("{\"metadata\":{\"finalizers\":[]}}", ""))
                .contains("xisuan.io/metering stays until the pod's device time is recorded");
        assertThat(patched("{\"metadata\":{\"finalizers\":[]}}", "status")).contains("xisuan.io/metering stays");
        assertThat(patched("{\"metadata\":{\"labels\":{\"xisuan.io/job\":null},\"finalizers\":[]}}", ""))
                .contains("only the operator changes them");
        assertThat(patched("{\"metadata\":{\"labels\":{\"xisuan.io/attempt\":\"9\"}}}", ""))
                .contains("only the operator changes them");
        assertThat(patched("{\"metadata\":{\"annotations\":{\"xisuan.io/tenant\":\"other\"}}}", ""))
                .contains("only the operator changes them");
        assertThat(cluster.kubectl(
                                "tenant-a",
                                "-n",
                                "tenant-a",
                                "set",
                                "image",
                                "pod/metered-1-0",
                                "*=registry.example/other:1")
                        .text())
                .contains("submit another TrainingJob with the other image");
        assertThat(patched("{\"metadata\":{\"labels\":{\"mine\":\"yes\"}}}", ""))
                .isEmpty();
    }

    @Test
    void the_operator_itself_touches_nothing_of_others() {
        for (String object : List.of("configmap", "service")) {
            String[] create = object.equals("service")
                    ? new String[] {
                        "-n", "default", "create", object, "externalname", "theirs", "--external-name=x.example"
                    }
                    : new String[] {"-n", "default", "create", object, "theirs", "--from-literal=a=b"};
            assertThat(cluster.kubectl("xisuan-operator", create).text())
                    .as(object)
                    .contains("this one is another's");
            cluster.kubectl("admin", create).done();
            assertThat(cluster.kubectl("xisuan-operator", "-n", "default", "delete", object, "theirs")
                            .text())
                    .as(object)
                    .contains("this one is another's");
        }
    }

    @Test
    void only_operations_say_whose_namespace_it_is() {
        assertThat(cluster.kubectl("tenant-b", "label", "namespace", "default", "xisuan.io/tenant=tenant-b")
                        .text())
                .contains("only operations")
                .contains("ask them");
        assertThat(cluster.kubectl("tenant-b", "label", "namespace", "tenant-a", "xisuan.io/tenant-")
                        .text())
                .contains("only operations");
        assertThat(cluster.kubectl("ops", "create", "namespace", "tenant-c").code())
                .isZero();
        assertThat(cluster.kubectl("ops", "label", "namespace", "tenant-c", "xisuan.io/tenant=tenant-c")
                        .code())
                .isZero();
    }

    @Test
    void a_tenant_is_warned_and_served_where_policies_only_warn() {
        ActCluster.await("the cluster warns", PoliciesClusterTest::warnsOnly, () -> "still denies");
        ClusterSetup.install(
                cluster.admin(),
                ActCluster.ID,
                SetupOptions.DEFAULTS.withTenantPolicies(SetupOptions.Enforcement.DENY));
    }

    @Test
    void tenants_see_only_the_namespaces_that_operations_let_them_into() {
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
        assertThat(cluster.kubectl("tenant-a", "-n", "tenant-a", "get", "trainingjobs")
                        .code())
                .isZero();
        assertThat(cluster.kubectl("tenant-b", "-n", "tenant-a", "get", "trainingjobs")
                        .text())
                .contains("Forbidden");
        assertThat(cluster.kubectl("tenant-b", "get", "tariffs").code()).isZero();
        assertThat(cluster.kubectl("tenant-a", "get", "tenants").text()).contains("Forbidden");
        assertThat(cluster.kubectl("finance", "auth", "can-i", "create", "vouchers.xisuan.io", "-A")
                        .text())
                .contains("yes");
        assertThat(cluster.kubectl(
                                "ops",
                                "-n",
                                "tenant-a",
                                "create",
                                "rolebinding",
                                "own",
                                "--clusterrole=cluster-admin",
                                "--user=ops")
                        .text())
                .as("operations hand out no more than their role")
                .contains("forbidden");
    }

    /** Installs the warning form and asks for an accelerator without creating anything. */
    private static boolean warnsOnly() {
        ClusterSetup.install(cluster.admin(), ActCluster.ID, SetupOptions.DEFAULTS);
        var answer = cluster.kubectl(
                "tenant-a",
                "-n",
                "tenant-a",
                "run",
                "warned",
                "--image=i",
                "--dry-run=server",
                "--overrides={\"spec\":{\"containers\":[{\"name\":\"warned\",\"image\":\"i\",\"resources\":{\"limits\":{\"nvidia.com/gpu\":\"1\"}}}]}}");
        return answer.code() == 0
                && answer.text().contains("Warning: ")
                && answer.text().contains("submit a TrainingJob");
    }

    private static String patched(String patch, String subresource) {
        try {
            var pod = tenant.client().pods().inNamespace("tenant-a").withName("metered-1-0");
            PatchContext merge = new PatchContext.Builder()
                    .withPatchType(PatchType.JSON_MERGE)
                    .build();
            if (subresource.isEmpty()) {
                pod.patch(merge, patch);
            } else {
                pod.subresource(subresource).patch(merge, patch);
            }
            return "";
        } catch (KubernetesClientException error) {
            return String.valueOf(error.getMessage());
        }
    }

    private static ValidatingAdmissionPolicy policy(String name) {
        return cluster.admin()
                .admissionRegistration()
                .v1()
                .validatingAdmissionPolicies()
                .withName(name)
                .require();
    }

    private static boolean checked(String name) {
        ValidatingAdmissionPolicy policy = policy(name);
        return policy.getStatus() != null
                && policy.getStatus().getTypeChecking() != null
                && policy.getMetadata()
                        .getGeneration()
                        .equals(policy.getStatus().getObservedGeneration());
    }
}
