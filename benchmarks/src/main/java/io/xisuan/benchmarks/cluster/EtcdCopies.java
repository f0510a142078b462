package io.xisuan.benchmarks.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Copies of an object that the API server made, written to etcd under names and uids of their own. The API server lists and watches
 * them like any other; asking it for each would only take longer.
 */
final class EtcdCopies {
    private static final int IN_FLIGHT = 64;
    private static final int SAID_EVERY = IN_FLIGHT * 100;

    private final KubernetesClient client;
    private final URI etcd;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    /** Copies through the client port of the cluster's etcd. */
    EtcdCopies(KubernetesClient client, URI etcd) {
        this.client = client;
        this.etcd = etcd.resolve("/v3/kv/put");
    }

    /**
     * Which copies.
     *
     * @param registry the folder of etcd's keys, as {@code /registry/pods/default/}
     * @param name of each by its number from 0
     * @param change what else is different
     */
    record Order(int count, String registry, IntFunction<String> name, BiConsumer<ObjectNode, Integer> change) {}

    /** Returns an object as the API server has it. */
    ObjectNode read(String path) {
        try {
            return (ObjectNode) mapper.readTree(client.raw(path));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes copies of a template, and returns when etcd has all. */
    void write(ObjectNode template, Order order, Consumer<String> progress) {
        for (int from = 0; from < order.count(); from += IN_FLIGHT) {
            List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
            for (int i = from; i < Math.min(order.count(), from + IN_FLIGHT); i++) {
                sent.add(put(template, order, i));
            }
            sent.forEach(answer -> accepted(answer.join()));
            if (from % SAID_EVERY == 0) {
                progress.accept("%d of %d written to %s".formatted(from, order.count(), order.registry()));
            }
        }
    }

    private CompletableFuture<HttpResponse<String>> put(ObjectNode template, Order order, int number) {
        String name = order.name().apply(number);
        ObjectNode copy = template.deepCopy();
        ObjectNode meta = (ObjectNode) copy.get("metadata");
        meta.put("name", name);
        meta.put("uid", uid(order.registry(), number));
        meta.remove("resourceVersion");
        order.change().accept(copy, number);
        ObjectNode body = mapper.createObjectNode();
        body.put("key", base64(order.registry() + name));
        body.put("value", base64(copy.toString()));
        return http.sendAsync(
                HttpRequest.newBuilder(etcd)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A uid is the same for the same place, and another for each. */
    private static String uid(String registry, int number) {
        return UUID.nameUUIDFromBytes((registry + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void accepted(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new UncheckedIOException(new IOException("etcd answered " + answer.body()));
        }
    }
}
