package io.xisuan.operator.crds;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;

/** What {@code kubectl explain} says of a kind, its spec and its status; the generator knows texts of their fields only. */
final class CrdTexts {
    private final Class<? extends HasMetadata> kind;

    CrdTexts(Class<? extends HasMetadata> kind) {
        this.kind = kind;
    }

    void describe(JSONSchemaProps schema) {
        schema.setDescription(text(kind));
        Type[] parts = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
        describe(schema, "spec", parts[0]);
        describe(schema, "status", parts[1]);
    }

    private static void describe(JSONSchemaProps schema, String field, Type type) {
        Objects.requireNonNull(schema.getProperties().get(field), field).setDescription(text((Class<?>) type));
    }

    private static String text(Class<?> type) {
        JsonClassDescription description = type.getAnnotation(JsonClassDescription.class);
        if (description == null) {
            throw new IllegalStateException("%s has no @JsonClassDescription".formatted(type.getSimpleName()));
        }
        return description.value();
    }
}
