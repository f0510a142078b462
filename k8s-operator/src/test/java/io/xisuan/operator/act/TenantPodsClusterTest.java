package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What pods of tenants may not take beside TrainingJobs, on a real API server whose policies deny. */
@Tag("cluster")
class TenantPodsClusterTest {
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
    void an_ordinary_pod_of_a_tenant_is_none_of_our_business() {
        assertThat(tenant.refusal(TenantHands.pod("ordinary").build())).isEmpty();
    }

    @Test
    void a_tenants_pod_may_not_take_accelerators_past_the_scheduler() {
        assertThat(tenant.refusal("greedy", "", TenantHands.limits("nvidia.com/gpu")))
                .contains("submit a TrainingJob instead of a pod that requests them");
        PodBuilder pinned = TenantHands.pod("pinned");
        pinned.editSpec().withNodeName("node-0001").endSpec();
        assertThat(tenant.refusal(pinned.build())).contains("spec.nodeName bypasses the scheduler");
        PodBuilder guest = TenantHands.pod("guest");
        guest.editSpec().withPriorityClassName("xisuan-guest").endSpec();
        assertThat(tenant.refusal(guest.build())).contains("xisuan-guest is for pods of TrainingJobs");
    }

    @Test
    void the_gate_of_a_planned_pod_gives_a_tenant_nothing() {
        String gate = "schedulingGates: [{name: xisuan.io/plan}], ";
        assertThat(tenant.refusal("gated", gate, TenantHands.limits("nvidia.com/gpu")))
                .contains("submit a TrainingJob instead of");
        assertThat(tenant.refusal("gated", gate + "resourceClaims: [{name: g, resourceClaimName: mine}], ", ""))
                .contains("instead of a pod with resource claims");
    }

    @Test
    void no_makers_devices_are_taken_past_the_scheduler_whole_or_shared() {
        for (String resource : List.of(
                "nvidia.com/mig-1g.10gb",
                "nvidia.com/gpumem",
                "huawei.com/Ascend910",
                "huawei.com/Ascend910-2c",
                "hygon.com/dcu",
                "cambricon.com/mlu",
                "cambricon.com/vmlu",
                "amd.com/gpu",
                "gpu.intel.com/i915",
                "habana.ai/gaudi",
                "metax-tech.com/sgpu",
                "volcano.sh/vgpu-number",
                "deviceclass.resource.kubernetes.io/gpu.nvidia.com")) {
            String first = "initContainers: [{name: first, image: i, %s}], ".formatted(TenantHands.limits(resource));
            assertThat(tenant.refusal("greedy", first, ""))
                    .as(resource)
                    .contains("submit a TrainingJob instead of a pod that");
        }
        assertThat(tenant.refusal("claiming", "resourceClaims: [{name: g, resourceClaimName: mine}], ", ""))
                .contains("instead of a pod with resource claims");
        assertThat(tenant.refusal("adapter", "", TenantHands.limits("rdma/hca")))
                .as("a network adapter")
                .isEmpty();
    }

    @Test
    void no_variable_exposes_devices_or_undoes_a_share() {
        for (String name : List.of(
                "NVIDIA_VISIBLE_DEVICES",
                "ENFLAME_VISIBLE_DEVICES",
                "NVIDIA_MIG_CONFIG_DEVICES",
                "CUDA_DISABLE_CONTROL",
                "GPU_CORE_UTILIZATION_POLICY",
                "CUDA_DEVICE_MEMORY_LIMIT_0",
                "CUDA_DEVICE_SM_LIMIT")) {
            assertThat(tenant.refusal("exposing", "", "env: [{name: %s, value: all}]".formatted(name)))
                    .as(name)
                    .contains("leave them out");
            assertThat(tenant.refusal(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("settings")
                            .withNamespace("tenant-a")
                            .endMetadata()
                            .addToData(name, "all")
                            .build()))
                    .as("key %s", name)
                    .contains("becomes a variable");
        }
        for (String prefix : List.of("NVIDIA_", "CUDA_DISABLE_", "N")) {
            assertThat(tenant.refusal(
                            "prefixed", "", "envFrom: [{prefix: %s, configMapRef: {name: c}}]".formatted(prefix)))
                    .as(prefix)
                    .contains("choose another prefix");
        }
        assertThat(tenant.refusal(
                        "sourced", "", "envFrom: [{configMapRef: {name: c}}, {prefix: APP_, secretRef: {name: s}}]"))
                .isEmpty();
    }

    @Test
    void no_mount_or_annotation_asks_a_runtime_for_devices() {
        for (String folder : List.of("/var/run/nvidia-container-devices/all", "/usr/local/vgpu")) {
            String mount = "volumeMounts: [{name: v, mountPath: %s}]".formatted(folder);
            assertThat(tenant.refusal("mounting", "volumes: [{name: v, emptyDir: {}}], ", mount))
                    .as(folder)
                    .contains("mount it elsewhere");
        }
        PodBuilder asking = TenantHands.pod("asking");
        asking.editMetadata()
                .addToAnnotations("cdi.k8s.io/mine", "nvidia.com/gpu=all")
                .endMetadata();
        assertThat(tenant.refusal(asking.build())).contains("annotations of prefix cdi.k8s.io/");
    }

    @Test
    void claims_of_pods_are_written_by_the_operator_alone() {
        String template = """
                {apiVersion: resource.k8s.io/v1, kind: ResourceClaimTemplate, metadata: {name: job-1, namespace: %s},
                 spec: {spec: {devices: {requests: [{name: a, exactly: {deviceClassName: gpu.nvidia.com, count: 8}}]}}}}""";
        String claim = template.replace("Template", "")
                .replace("{spec: {devices", "{devices")
                .replace("]}}}}", "]}}}");
        assertThat(tenant.refusal(TenantHands.read(template.formatted("tenant-a"))))
                .contains("whose claims the operator writes");
        String marked = "default, labels: {xisuan.io/job: uid}, annotations: {xisuan.io/epoch: '999'}";
        for (String object : List.of(template, claim)) {
            assertThat(tenant.refusal(TenantHands.read(object.formatted(marked))))
                    .contains("label xisuan.io/job is the operator's");
            assertThat(new TenantHands(cluster.admin())
                            .refusal(TenantHands.read(object.formatted(marked.replace("epoch", "none")))))
                    .contains("need annotation xisuan.io/epoch");
            assertThat(tenant.refusal(TenantHands.read(object.formatted("default"))))
                    .as("not in a tenant's namespace")
                    .isEmpty();
        }
    }

    @Test
    void another_scheduler_or_priority_class_is_not_for_tenants_pods() {
        PodBuilder scheduled = TenantHands.pod("scheduled");
        scheduled.editSpec().withSchedulerName("volcano").endSpec();
        assertThat(tenant.refusal(scheduled.build())).contains("leave spec.schedulerName out");
        cluster.kubectl("admin", "create", "priorityclass", "first-of-all", "--value=1000000")
                .done();
        PodBuilder first = TenantHands.pod("first");
        first.editSpec().withPriorityClassName("first-of-all").endSpec();
        assertThat(tenant.refusal(first.build()))
                .contains("would evict what others pay for: leave spec.priorityClassName out");
        assertThat(tenant.refusal("filtered", "", "env: [{name: CUDA_VISIBLE_DEVICES, value: '0'}]"))
                .as("it only narrows")
                .isEmpty();
    }

    @Test
    void nobody_looks_at_devices_through_a_debugging_container() {
        assertThat(tenant.refusal(TenantHands.pod("debugged").build())).isEmpty();
        String patch =
                "{\"spec\":{\"ephemeralContainers\":[{\"name\":\"d\",\"image\":\"i\",\"env\":[{\"name\":\"NVIDIA_VISIBLE_DEVICES\",\"value\":\"all\"}]}]}}";
        assertThat(cluster.kubectl(
                                "tenant-a",
                                "-n",
                                "tenant-a",
                                "patch",
                                "pod",
                                "debugged",
                                "--subresource=ephemeralcontainers",
                                "-p",
                                patch)
                        .text())
                .contains("expose devices that nobody gave to this pod");
    }
}
