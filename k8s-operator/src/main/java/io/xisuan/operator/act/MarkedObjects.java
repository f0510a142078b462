package io.xisuan.operator.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.xisuan.operator.api.Marks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * The pods, Services and ConfigMaps that bear our label, read as metadata alone (a padded pod is tens of kilobytes, its metadata one)
 * in pages, and deleted only if they are still the object that was read.
 */
final class MarkedObjects {
    private static final int PAGE = 500;
    private static final String METADATA_ONLY =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    private final KubernetesClient client;
    private final Mandate mandate;
    private final ObjectMapper json = new ObjectMapper();

    /** @param mandate asked before each delete */
    MarkedObjects(KubernetesClient client, Mandate mandate) {
        this.client = client;
        this.mandate = mandate;
    }

    /** Returns all objects of ours of a kind ({@code pods}, {@code services}, {@code configmaps}) in all namespaces. */
    List<MarkedObject> all(String plural) {
        return list("/api/v1/" + plural, Marks.JOB);
    }

    /** Returns the objects of one attempt in its namespace. */
    List<MarkedObject> ofAttempt(String plural, String namespace, Map<String, String> selector) {
        String labels = selector.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
        return list("/api/v1/namespaces/%s/%s".formatted(namespace, plural), labels);
    }

    /**
     * Deletes an object with a precondition on its uid.
     *
     * @return false when it is gone, or another object has its name by now
     * @throws MandateLapsed when another may lead by now
     */
    boolean delete(String plural, MarkedObject object, long graceSeconds) {
        if (!mandate.held()) {
            throw new MandateLapsed();
        }
        DeleteOptions options = new DeleteOptionsBuilder()
                .withApiVersion("v1")
                .withKind("DeleteOptions")
                .withGracePeriodSeconds(graceSeconds)
                .withPropagationPolicy("Background")
                .withNewPreconditions()
                .withUid(object.uid())
                .endPreconditions()
                .build();
        String path = "/api/v1/namespaces/%s/%s/%s".formatted(object.namespace(), plural, object.name());
        try {
            client.raw(path, "DELETE", options);
            return true;
        } catch (KubernetesClientException error) {
            if (Answers.notFound(error) || Answers.conflict(error)) {
                return false;
            }
            throw error;
        }
    }

    private List<MarkedObject> list(String path, String labels) {
        List<MarkedObject> objects = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = page(path, labels, next);
            page.path("items").forEach(item -> objects.add(MarkedObject.of(item.path("metadata"))));
            next = page.path("metadata").path("continue").asText();
        } while (!next.isEmpty());
        return objects;
    }

    private JsonNode page(String path, String labels, String next) {
        String url = client.getMasterUrl().toString().replaceAll("/+$", "") + path + "?limit=" + PAGE
                + "&labelSelector=" + encoded(labels) + (next.isEmpty() ? "" : "&continue=" + encoded(next));
        HttpResponse<String> response = send(url);
        try {
            JsonNode body = json.readTree(response.bodyString());
            if (response.isSuccessful()) {
                return body;
            }
            throw new KubernetesClientException(status(response.code(), body));
        } catch (JsonProcessingException error) {
            throw new KubernetesClientException(
                    status(response.code(), json.createObjectNode()).getMessage(), error);
        } catch (java.io.IOException error) {
            throw new KubernetesClientException("reading the answer to " + path, error);
        }
    }

    private HttpResponse<String> send(String url) {
        try {
            return client.getHttpClient()
                    .sendAsync(
                            client.getHttpClient()
                                    .newHttpRequestBuilder()
                                    .uri(url)
                                    .header("Accept", METADATA_ONLY)
                                    .build(),
                            String.class)
                    .join();
        } catch (CompletionException error) {
            throw new KubernetesClientException(
                    "no answer", Optional.ofNullable(error.getCause()).orElse(error));
        }
    }

    private static Status status(int code, JsonNode body) {
        return new StatusBuilder()
                .withCode(code)
                .withReason(body.path("reason").asText())
                .withMessage(body.path("message").asText("the API server answered with code " + code))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
