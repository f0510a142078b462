package io.xisuan.operator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The merge patch (RFC 7386) that makes one status of another: changed fields, and null for those that go. Pure. */
final class StatusPatch {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A new leader does not write every status anew because its epoch is another. */
    private static final String EPOCH = "epoch";

    private StatusPatch() {}

    /**
     * Returns the patch of the whole resource, or empty when nothing that users see changes.
     *
     * @param current the status that the API server holds; an empty object when it holds none
     * @param resourceVersion the version that the current status was read at: any other is a conflict
     */
    static Optional<String> between(JsonNode current, JsonNode desired, String resourceVersion) {
        ObjectNode changes = MAPPER.createObjectNode();
        desired.properties().forEach(field -> {
            if (!field.getValue().equals(current.path(field.getKey()))) {
                changes.set(field.getKey(), field.getValue());
            }
        });
        current.properties().forEach(field -> {
            if (!desired.has(field.getKey())) {
                changes.putNull(field.getKey());
            }
        });
        if (changes.isEmpty() || (changes.size() == 1 && changes.has(EPOCH))) {
            return Optional.empty();
        }
        ObjectNode patch = MAPPER.createObjectNode();
        patch.putObject("metadata").put("resourceVersion", resourceVersion);
        patch.set("status", changes);
        return Optional.of(patch.toString());
    }

    /** Returns a status as the API server would hold it. */
    static JsonNode tree(Optional<?> status) {
        return status.map(MAPPER::<JsonNode>valueToTree).orElseGet(MAPPER::createObjectNode);
    }
}
