package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A tenant that may write pods, their settings and claims by itself, as in clusters where tenants have the role {@code edit}. */
record TenantHands(KubernetesClient client) {
    static TenantHands of(ActCluster cluster) {
        return new TenantHands(cluster.as("tenant-a"));
    }

    /** Gives tenants and operations the rights that policies must hold without. */
    static void editors(ActCluster cluster) {
        cluster.admin()
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName("pod-editor")
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("", "resource.k8s.io")
                        .withResources(
                                "pods",
                                "pods/status",
                                "pods/ephemeralcontainers",
                                "namespaces",
                                "configmaps",
                                "resourceclaims",
                                "resourceclaimtemplates")
                        .withVerbs("*")
                        .endRule()
                        .build())
                .create();
        cluster.kubectl(
                        "admin",
                        "create",
                        "clusterrolebinding",
                        "tenants-edit-pods",
                        "--clusterrole=pod-editor",
                        "--group=xisuan:tenants",
                        "--group=xisuan:operations")
                .done();
    }

    /** Creates as the tenant; returns the refusal, or nothing. */
    String refusal(HasMetadata object) {
        try {
            client.resource(object).create();
            return "";
        } catch (KubernetesClientException error) {
            return String.valueOf(error.getMessage());
        }
    }

    /** Creates a pod with more in its specification, each with a comma after it, and in its container. */
    String refusal(String name, String spec, String container) {
        return refusal(read("""
                {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: tenant-a},
                 spec: {%scontainers: [{name: c, image: registry.example/tool:1%s}]}}""".formatted(name, spec, container.isEmpty() ? "" : ", " + container)));
    }

    static String limits(String resource) {
        return "resources: {limits: {%s: '1'}}".formatted(resource);
    }

    static HasMetadata read(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, HasMetadata.class);
    }

    static PodBuilder pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("tenant-a")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("registry.example/tool:1")
                .endContainer()
                .endSpec();
    }
}
