package io.xisuan.operator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI schemas of our kinds, as packaged from {@code deploy/crds}. */
final class Schemas {
    private static final String FOLDER = "/io/xisuan/operator/crds/";

    private final Map<ManifestKind, JsonNode> byKind = new EnumMap<>(ManifestKind.class);

    private Schemas() {}

    static Schemas load() {
        Schemas schemas = new Schemas();
        for (ManifestKind kind : ManifestKind.values()) {
            if (kind.ours()) {
                schemas.byKind.put(kind, read(kind));
            }
        }
        return schemas;
    }

    /** Returns the schema of a field of the resource: {@code spec} or {@code status}. */
    JsonNode of(ManifestKind kind, String field) {
        JsonNode schema = byKind.get(kind);
        if (schema == null) {
            throw new IllegalArgumentException("%s is a kind of Kubernetes, not ours".formatted(kind));
        }
        return schema.path("properties").path(field);
    }

    private static JsonNode read(ManifestKind kind) {
        String name = FOLDER + kind.kind().toLowerCase(Locale.ROOT) + "s.xisuan.io.yaml";
        try (InputStream stream = Schemas.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("%s is not packaged: build k8s-operator again".formatted(name));
            }
            return new YAMLMapper().readTree(stream).at("/spec/versions/0/schema/openAPIV3Schema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
