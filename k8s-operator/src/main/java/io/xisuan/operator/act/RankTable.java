package io.xisuan.operator.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Ascend's rank table: which device of which server has which rank in HCCL, made of what the device plugin noted on each pod.
 *
 * <p>The form is version 1.0 of {@code hccl.json} as MindCluster's Ascend Operator writes it (hiascend.com, MindCluster, "hccl.json
 * file description", for Atlas A2 training products); the notes are those of the Ascend device plugin in annotation
 * {@code ascend.kubectl.kubernetes.io/ascend-910-configuration}: {@code {"pod_name":"0","server_id":"..","devices":[{"device_id":"0","device_ip":".."}]}}.
 */
public final class RankTable {
    /** The name of its file. */
    public static final String FILE = "hccl.json";

    /** The table until every pod has its devices: workers wait while they read it. */
    static final String INITIALIZING = "{\"status\":\"initializing\"}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private RankTable() {}

    /** What can be made of the notes. */
    public sealed interface Outcome {
        /** The whole table, as JSON. */
        record Completed(String json) implements Outcome {}

        /** A note means nothing; the table cannot be completed by it. */
        record Unreadable(int rank, String why) implements Outcome {}
    }

    /**
     * Returns the table of a gang.
     *
     * @param notes what the device plugin wrote on each pod, in the order of ranks
     * @param devices how many each pod was given
     */
    public static Outcome of(List<String> notes, int devices) {
        SequencedMap<String, ObjectNode> servers = new LinkedHashMap<>();
        for (int rank = 0; rank < notes.size(); rank++) {
            Optional<String> fault = add(servers, notes.get(rank), rank, devices);
            if (fault.isPresent()) {
                return new Outcome.Unreadable(rank, fault.get());
            }
        }
        ObjectNode table = JSON.createObjectNode();
        table.put("status", "completed");
        ArrayNode list = table.putArray("server_list");
        servers.values().forEach(list::add);
        table.put("server_count", Integer.toString(servers.size()));
        table.put("version", "1.0");
        return new Outcome.Completed(table.toString());
    }

    /** Adds a pod's devices to its server, of which there is one entry however many pods it has; returns what is wrong with the note. */
    private static Optional<String> add(Map<String, ObjectNode> servers, String note, int rank, int devices) {
        JsonNode pod;
        try {
            pod = JSON.readTree(note);
        } catch (JsonProcessingException error) {
            return Optional.of("it is no JSON");
        }
        String id = pod.path("server_id").asText();
        JsonNode given = pod.path("devices");
        if (id.isEmpty() || given.size() != devices) {
            return Optional.of(
                    "it names server '%s' and %d devices where %d are ordered".formatted(id, given.size(), devices));
        }
        ObjectNode server = servers.computeIfAbsent(id, first -> server(pod, first));
        for (int i = 0; i < devices; i++) {
            JsonNode device = given.get(i);
            if (device.path("device_id").asText().isEmpty()) {
                return Optional.of("its device %d has no device_id".formatted(i));
            }
            ObjectNode entry = ((ArrayNode) server.get("device")).addObject();
            entry.put("device_id", device.path("device_id").asText());
            entry.put("device_ip", device.path("device_ip").asText());
            entry.put("rank_id", Integer.toString(Math.addExact(Math.multiplyExact(rank, devices), i)));
        }
        return Optional.empty();
    }

    private static ObjectNode server(JsonNode pod, String id) {
        ObjectNode server = JSON.createObjectNode();
        server.putArray("device");
        server.put("server_id", id);
        if (!pod.path("host_ip").asText().isEmpty()) {
            server.put("host_ip", pod.path("host_ip").asText());
        }
        return server;
    }
}
