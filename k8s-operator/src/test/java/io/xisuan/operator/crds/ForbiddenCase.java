package io.xisuan.operator.crds;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One change that makes a good manifest a forbidden one.
 *
 * @param place a JSON pointer
 * @param value YAML, or {@code (absent)}
 * @param expected a part of what the API server says
 */
record ForbiddenCase(String kind, String place, String value, String expected) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Reads lines of {@code kind | place | value | expected}. */
    static List<ForbiddenCase> read(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(ForbiddenCase.class.getResourceAsStream(resource))) {
            List<ForbiddenCase> cases = new ArrayList<>();
            for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" *\\| *", -1);
                    cases.add(new ForbiddenCase(parts[0], parts[1], parts[2], parts[3]));
                }
            }
            return List.copyOf(cases);
        }
    }

    JsonNode applyTo(JsonNode good) throws IOException {
        JsonNode changed = good.deepCopy();
        JsonPointer pointer = JsonPointer.compile(place);
        JsonNode parent = changed.at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        if (parent instanceof ArrayNode list) {
            set(list, pointer.last().getMatchingIndex());
        } else if (parent instanceof ObjectNode object) {
            if (value.equals("(absent)")) {
                object.remove(last);
            } else {
                object.set(last, YAML.readTree(value));
            }
        } else {
            throw new IllegalArgumentException("%s has no %s".formatted(kind, place));
        }
        return changed;
    }

    private void set(ArrayNode list, int index) throws IOException {
        if (value.equals("(absent)")) {
            list.remove(index);
        } else if (index < list.size()) {
            list.set(index, YAML.readTree(value));
        } else {
            list.add(YAML.readTree(value));
        }
    }
}
