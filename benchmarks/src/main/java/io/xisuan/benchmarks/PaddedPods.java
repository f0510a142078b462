package io.xisuan.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Running pods of an owner as large as they are in real clusters: one is created and runs, and the others are written to etcd as
 * copies of what the API server then had of it, with managed fields and status, under names, uids and nodes of their own. The API
 * server lists and watches them like any other; creating and running each would only take longer.
 */
final class PaddedPods {
    private static final String NAMESPACE = "default";
    private static final String TEMPLATE = "padded-template";
    private static final int ENVIRONMENT = 12;
    private static final int ANNOTATIONS = 4;
    private static final int IN_FLIGHT = 64;

    private final KubernetesClient client;
    private final URI etcd;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    PaddedPods(KubernetesClient client, URI etcd) {
        this.client = client;
        this.etcd = etcd.resolve("/v3/kv/put");
    }

    /** Writes the pods and returns the length of one as JSON. */
    int write(int pods, Consumer<String> progress) {
        List<String> nodes = client.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .toList();
        if (nodes.isEmpty()) {
            throw new NotMeasured("the cluster has no nodes: start it with testbed up --nodes 500");
        }
        ObjectNode template = template(nodes.getFirst());
        for (int from = 0; from < pods; from += IN_FLIGHT) {
            List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
            for (int i = from; i < Math.min(pods, from + IN_FLIGHT); i++) {
                sent.add(put(template, i, nodes.get(i % nodes.size())));
            }
            sent.forEach(answer -> accepted(answer.join()));
            if (from % (IN_FLIGHT * 100) == 0) {
                progress.accept("%d pods written".formatted(from));
            }
        }
        return template.toString().length();
    }

    private ObjectNode template(String node) {
        client.pods().inNamespace(NAMESPACE).resource(padded(node)).create();
        client.pods()
                .inNamespace(NAMESPACE)
                .withName(TEMPLATE)
                .waitUntilCondition(
                        pod -> pod != null && "Running".equals(pod.getStatus().getPhase()), 60, TimeUnit.SECONDS);
        try {
            return (ObjectNode)
                    mapper.readTree(client.raw("/api/v1/namespaces/%s/pods/%s".formatted(NAMESPACE, TEMPLATE)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<HttpResponse<String>> put(ObjectNode template, int number, String node) {
        String name = String.format(Locale.ROOT, "padded-inference-%08x-%05x", number * 0x9E3779B1, number);
        ObjectNode pod = template.deepCopy();
        ObjectNode meta = (ObjectNode) pod.get("metadata");
        meta.put("name", name);
        meta.put("uid", new UUID(0x123456789abc4defL, Long.MIN_VALUE | number).toString());
        meta.remove("resourceVersion");
        ((ObjectNode) pod.get("spec")).put("nodeName", node);
        ObjectNode body = mapper.createObjectNode();
        body.put("key", base64("/registry/pods/%s/%s".formatted(NAMESPACE, name)));
        body.put("value", base64(pod.toString()));
        return http.sendAsync(
                HttpRequest.newBuilder(etcd)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void accepted(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new UncheckedIOException(new IOException("etcd answered " + answer.body()));
        }
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
