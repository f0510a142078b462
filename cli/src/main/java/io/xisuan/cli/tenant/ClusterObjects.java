package io.xisuan.cli.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.billing.rendering.Language;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that objects are in the cluster as they should be: what is missing is made, what differs is changed field by field and said,
 * and what nobody asked for stays as others left it. With a dry run the API server is asked the same and keeps nothing.
 */
record ClusterObjects(KubernetesClient client, boolean dryRun, Language language) {
    private static final int MOST_DIFFERENCES = 8;
    private static final String QUANTITIES = "spec.hard.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Makes an object, or changes what differs in it. */
    Step ensure(HasMetadata wanted) {
        String name = name(wanted);
        HasMetadata found = client.resource(wanted).get();
        if (found == null) {
            create(wanted);
            return new Step(wanted.getKind(), name, Step.State.NEW, "");
        }
        JsonNode wish = JSON.valueToTree(wanted);
        List<String> differences = differences("", wish, JSON.valueToTree(found));
        if (differences.isEmpty()) {
            return new Step(wanted.getKind(), name, Step.State.SAME, "");
        }
        patch(found, wish.toString());
        return new Step(
                wanted.getKind(),
                name,
                Step.State.CHANGED,
                String.join("; ", differences.subList(0, Math.min(MOST_DIFFERENCES, differences.size()))));
    }

    private void create(HasMetadata wanted) {
        try {
            if (dryRun) {
                client.resource(wanted).dryRun(true).create();
            } else {
                client.resource(wanted).create();
            }
        } catch (KubernetesClientException error) {
            // A dry run has made no namespace for what would come into it.
            if (!dryRun || error.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw error;
            }
        }
    }

    /** Merges a change into an object as RFC 7386 has it. */
    void patch(HasMetadata found, String change) {
        PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
        if (dryRun) {
            client.resource(found).dryRun(true).patch(merge, change);
        } else {
            client.resource(found).patch(merge, change);
        }
    }

    /** Deletes an object that may be gone already. */
    Optional<Step> remove(HasMetadata gone) {
        HasMetadata found = client.resource(gone).get();
        if (found == null) {
            return Optional.empty();
        }
        if (!dryRun) {
            client.resource(found).delete();
        }
        return Optional.of(new Step(gone.getKind(), name(gone), Step.State.REMOVED, ""));
    }

    static String name(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace + "/") + object.getMetadata().getName();
    }

    /** Returns where something that is wished is otherwise: {@code spec.quota.limit 16 -> 32}. */
    static List<String> differences(String path, JsonNode wish, JsonNode found) {
        List<String> differences = new ArrayList<>();
        if (wish.isObject()) {
            wish.properties().forEach(field -> {
                String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (!below.equals("status")) {
                    differences.addAll(differences(below, field.getValue(), found.path(field.getKey())));
                }
            });
            return differences;
        }
        boolean nothing = wish.isNull() || (wish.isArray() && wish.isEmpty());
        boolean same = wish.equals(found) || (path.startsWith(QUANTITIES) && sameQuantity(wish, found));
        if (!same && !(nothing && (found.isMissingNode() || found.isEmpty()))) {
            differences.add("%s %s -> %s".formatted(path, found.isMissingNode() ? "(none)" : text(found), text(wish)));
        }
        return differences;
    }

    /** The API server writes 1000 as 1k. */
    private static boolean sameQuantity(JsonNode one, JsonNode other) {
        return other.isTextual() && Quantity.parse(one.asText()).equals(Quantity.parse(other.asText()));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : node.toString();
    }
}
