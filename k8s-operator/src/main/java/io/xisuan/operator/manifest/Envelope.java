package io.xisuan.operator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.operator.api.v1alpha1.Patterns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what all kinds share: apiVersion, kind, metadata, and that nothing else stands beside spec and status. */
final class Envelope {
    private static final List<String> FIELDS = List.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final List<String> METADATA =
            List.of("name", "namespace", "labels", "annotations", "uid", "creationTimestamp");
    private static final Pattern NAME = Pattern.compile(Patterns.NAME);
    private static final int MAX_NAME = 63;

    private final YamlDocument document;
    private final List<ManifestProblem> problems;

    Envelope(YamlDocument document, List<ManifestProblem> problems) {
        this.document = document;
        this.problems = problems;
    }

    /** Returns the kind of the document, or empty when it is none that is read here. */
    Optional<ManifestKind> check() {
        if (!document.tree().isObject()) {
            add("", "is no resource: it must start with apiVersion and kind");
            return Optional.empty();
        }
        Optional<ManifestKind> kind = kind();
        kind.ifPresent(this::checkFields);
        return kind;
    }

    private Optional<ManifestKind> kind() {
        String name = document.text("kind");
        if (name.isEmpty()) {
            add("kind", "is missing");
            return Optional.empty();
        }
        Optional<ManifestKind> kind = ManifestKind.byName(name);
        if (kind.isEmpty()) {
            String hint = NearestWord.hint(name, ManifestKind.names());
            add("kind", "\"%s\" is none of %s%s".formatted(name, String.join(", ", ManifestKind.names()), hint));
        }
        return kind;
    }

    private void checkFields(ManifestKind kind) {
        String version = document.text("apiVersion");
        if (!version.equals(kind.apiVersion())) {
            add("apiVersion", "must be %s for a %s, not \"%s\"".formatted(kind.apiVersion(), kind.kind(), version));
        }
        checkKnown("", document.tree(), FIELDS);
        checkKnown("metadata", document.tree().path("metadata"), METADATA);
        checkName("name", document.text("metadata", "name"));
        if (kind.namespaced()) {
            checkName("namespace", document.text("metadata", "namespace"));
        } else if (document.tree().path("metadata").has("namespace")) {
            add("metadata.namespace", "a %s belongs to no namespace: remove it".formatted(kind.kind()));
        }
        checkTexts("labels");
        checkTexts("annotations");
    }

    private void checkName(String field, String name) {
        String path = "metadata." + field;
        if (!document.tree().path("metadata").has(field)) {
            add(path, "is missing");
        } else if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            add(path, "\"%s\" is no name: write at most 63 small letters, digits and -".formatted(name));
        }
    }

    private void checkKnown(String path, JsonNode object, List<String> known) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!known.contains(field.getKey())) {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                add(at, "is not a known field" + NearestWord.hint(field.getKey(), known));
            }
        }
    }

    private void checkTexts(String field) {
        for (Map.Entry<String, JsonNode> entry :
                document.tree().path("metadata").path(field).properties()) {
            if (!entry.getValue().isTextual()) {
                add(
                        "metadata.%s.%s".formatted(field, entry.getKey()),
                        "must be text: write \"%s\" in quotes"
                                .formatted(entry.getValue().asText()));
            }
        }
    }

    private void add(String path, String problem) {
        problems.add(document.problem(path, problem));
    }
}
