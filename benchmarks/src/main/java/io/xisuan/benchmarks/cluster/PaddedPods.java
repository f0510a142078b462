package io.xisuan.benchmarks.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.NotMeasured;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Running pods of an owner: as small as kwok's, or as large as they are in real clusters. One is created and runs, and the others are
 * copies of what the API server then had of it, with managed fields and status, on all nodes.
 */
public final class PaddedPods {
    private static final String NAMESPACE = "default";
    private static final String TEMPLATE = "padded-template";
    private static final int ENVIRONMENT = 12;
    private static final int ANNOTATIONS = 4;

    /** How large a pod is. */
    public enum Size {
        /** One container that states little, as in tests with kwok. */
        SMALL,
        /** Two containers with environment, volumes and annotations. */
        REAL
    }

    private final KubernetesClient client;
    private final EtcdCopies copies;

    /** Writes through the client port of the cluster's etcd. */
    public PaddedPods(KubernetesClient client, URI etcd) {
        this.client = client;
        this.copies = new EtcdCopies(client, etcd);
    }

    /** Writes so many pods and returns the length of one as JSON. */
    public int write(int pods, Size size, Consumer<String> progress) {
        List<String> nodes = client.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .toList();
        if (nodes.isEmpty()) {
            throw new NotMeasured("the cluster has no nodes: start it with testbed up --nodes 500");
        }
        ObjectNode template = template(
                switch (size) {
                    case SMALL -> small(nodes.getFirst());
                    case REAL -> padded(nodes.getFirst());
                });
        copies.write(
                template,
                new EtcdCopies.Order(
                        pods,
                        "/registry/pods/%s/".formatted(NAMESPACE),
                        i -> String.format(Locale.ROOT, "padded-inference-%08x-%05x", i * 0x9E3779B1, i),
                        (pod, i) -> ((ObjectNode) pod.get("spec")).put("nodeName", nodes.get(i % nodes.size()))),
                progress);
        return template.toString().length();
    }

    private ObjectNode template(Pod pod) {
        client.pods().inNamespace(NAMESPACE).resource(pod).create();
        client.pods()
                .inNamespace(NAMESPACE)
                .withName(TEMPLATE)
                .waitUntilCondition(
                        seen -> seen != null
                                && "Running".equals(seen.getStatus().getPhase()),
                        60,
                        TimeUnit.SECONDS);
        return copies.read("/api/v1/namespaces/%s/pods/%s".formatted(NAMESPACE, TEMPLATE));
    }

    private static Pod small(String node) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(TEMPLATE)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("server")
                .withImage("registry.example.com/server:1")
                .endContainer()
                .endSpec()
                .build();
    }

    private static Pod padded(String node) {
        Map<String, String> annotations = new LinkedHashMap<>();
        for (int i = 0; i < ANNOTATIONS; i++) {
            annotations.put("platform.example.com/note-" + i, "x".repeat(150));
        }
        return new PodBuilder()
                .withNewMetadata()
                .withName(TEMPLATE)
                .addToLabels("app.kubernetes.io/name", "inference")
                .addToLabels("app.kubernetes.io/part-of", "owner-platform")
                .addToLabels("pod-template-hash", "7c9d8b6f5d")
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withTerminationGracePeriodSeconds(30L)
                .withContainers(server(), shipper())
                .addNewVolume()
                .withName("config")
                .withNewConfigMap()
                .withName("server-config")
                .withOptional(true)
                .endConfigMap()
                .endVolume()
                .addNewVolume()
                .withName("scratch")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .build();
    }

    private static Container server() {
        return new ContainerBuilder()
                .withName("server")
                .withImage("registry.example.com/platform/inference-server:2026.11.3")
                .withCommand("/bin/server", "--config", "/etc/server/config.yaml", "--port", "8080")
                .withEnv(environment(ENVIRONMENT))
                .addNewVolumeMount()
                .withName("config")
                .withMountPath("/etc/server")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("scratch")
                .withMountPath("/scratch")
                .endVolumeMount()
                .withNewResources()
                .addToRequests("cpu", new Quantity("500m"))
                .addToRequests("memory", new Quantity("1Gi"))
                .addToLimits("memory", new Quantity("2Gi"))
                .endResources()
                .build();
    }

    private static Container shipper() {
        return new ContainerBuilder()
                .withName("log-shipper")
                .withImage("registry.example.com/platform/log-shipper:1.9.0")
                .withEnv(environment(ENVIRONMENT / 3))
                .build();
    }

    private static List<EnvVar> environment(int variables) {
        List<EnvVar> environment = new ArrayList<>();
        for (int i = 0; i < variables; i++) {
            environment.add(new EnvVarBuilder()
                    .withName("SERVICE_SETTING_" + i)
                    .withValue("value-of-a-usual-length-" + i)
                    .build());
        }
        return environment;
    }
}
