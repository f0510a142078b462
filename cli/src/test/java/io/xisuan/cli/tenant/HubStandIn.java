package io.xisuan.cli.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An HTTP server that keeps objects as an API server does, for one who has the rights of operations: accounts, tokens and quotas of a
 * namespace are refused until role xisuan-people is bound there.
 */
final class HubStandIn implements AutoCloseable {
    static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> LISTS = Set.of("tenants", "namespaces", "serviceaccounts", "trainingjobs");

    private final HttpServer server;
    private final ConcurrentSkipListMap<String, String> kept = new ConcurrentSkipListMap<>();
    private final List<String> changes = Collections.synchronizedList(new ArrayList<>());

    HubStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** Keeps an object from now on. */
    void has(String path, String object) {
        kept.put(path, object);
    }

    /** Returns an object as it is kept. */
    JsonNode get(String path) {
        try {
            return JSON.readTree(Optional.ofNullable(kept.get(path)).orElse("null"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what was made and deleted, in order, as {@code POST /api/v1/namespaces/jinguan}. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    Path kubeconfig(Path folder) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: hub, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: ops, user: {token: t}}]
                    contexts: [{name: ops, context: {cluster: hub, user: ops}}]
                    current-context: ops
                    """.formatted(
                            server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean dry = String.valueOf(exchange.getRequestURI().getQuery()).contains("dryRun");
            String answer = refused(path)
                    ? ""
                    : dry
                            ? body
                            : switch (exchange.getRequestMethod()) {
                                case "GET" -> read(path);
                                case "POST" -> made(path, body);
                                case "PATCH" -> changed(path, body);
                                case "DELETE" -> deleted(path);
                                default -> throw new IOException("nobody asks so: " + exchange.getRequestMethod());
                            };
            int code = answer.isEmpty() ? (refused(path) ? 403 : 404) : 200;
            String text = code == 200
                    ? answer
                    : "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}"
                            .formatted(path, code);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private boolean refused(String path) {
        return path.matches("/api/v1/namespaces/[^/]+/(serviceaccounts|resourcequotas).*")
                && !given(path.split("/", -1)[4]);
    }

    private boolean given(String namespace) {
        return kept.containsKey(RBAC + "namespaces/" + namespace + "/rolebindings/xisuan-people");
    }

    private String read(String path) throws IOException {
        if (!LISTS.contains(last(path))) {
            return Optional.ofNullable(kept.get(path)).orElse("");
        }
        ArrayNode items = JSON.createArrayNode();
        for (String name : kept.keySet()) {
            if (name.substring(0, name.lastIndexOf('/')).equals(path)) {
                items.add(get(name));
            }
        }
        ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        list.putObject("metadata");
        return list.<ObjectNode>set("items", items).toString();
    }

    private String made(String path, String body) throws IOException {
        JsonNode object = JSON.readTree(body);
        if (last(path).equals("selfsubjectreviews")) {
            return "{\"status\":{\"userInfo\":{\"username\":\"system:serviceaccount:flux:hub\",\"groups\":[\"system:authenticated\"]}}}";
        }
        if (last(path).equals("selfsubjectaccessreviews")) {
            String namespace = object.at("/spec/resourceAttributes/namespace").asText();
            ((ObjectNode) object).putObject("status").put("allowed", given(namespace));
            return object.toString();
        }
        changes.add("POST " + path);
        if (last(path).equals("token")) {
            ((ObjectNode) object)
                    .putObject("status")
                    .put("token", "a.b.c")
                    .put("expirationTimestamp", "2030-01-01T00:00:00Z");
            return object.toString();
        }
        kept.put(path + "/" + object.at("/metadata/name").asText(), body);
        return body;
    }

    private String changed(String path, String body) throws IOException {
        changes.add("PATCH " + path);
        String merged = JSON.readerForUpdating(get(path)).readTree(body).toString();
        kept.put(path, merged);
        return merged;
    }

    private String deleted(String path) {
        changes.add("DELETE " + path);
        return Optional.ofNullable(kept.remove(path)).orElse("");
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
