package io.xisuan.operator.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdFilesTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("xisuan.root", ".")).resolve("deploy/crds");

    @Test
    void the_committed_crds_are_the_generated_ones() throws IOException {
        Map<String, String> generated = CrdFiles.generate();
        for (Map.Entry<String, String> file : generated.entrySet()) {
            assertThat(FOLDER.resolve(file.getKey()))
                    .as("old; write it again with: %s", CrdFiles.COMMAND)
                    .hasContent(file.getValue());
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(path -> path.getFileName().toString()).sorted().toList())
                    .as("files in deploy/crds; write them again with: %s", CrdFiles.COMMAND)
                    .containsExactlyElementsOf(generated.keySet());
        }
    }

    @Test
    void generating_twice_gives_the_same_bytes() {
        assertThat(CrdFiles.generate()).isEqualTo(CrdFiles.generate());
    }

    @Test
    void every_string_list_and_map_is_bounded() throws IOException {
        List<String> unbounded = new ArrayList<>();
        for (Map.Entry<String, String> file : CrdFiles.generate().entrySet()) {
            JsonNode schema =
                    new YAMLMapper().readTree(file.getValue()).at("/spec/versions/0/schema/openAPIV3Schema/properties");
            schema.properties()
                    .forEach(entry -> collect(file.getKey() + " " + entry.getKey(), entry.getValue(), unbounded));
        }
        assertThat(unbounded).isEmpty();
    }

    @Test
    void every_kind_and_every_field_says_what_it_is() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Map.Entry<String, String> file : CrdFiles.generate().entrySet()) {
            JsonNode schema = new YAMLMapper().readTree(file.getValue()).at("/spec/versions/0/schema/openAPIV3Schema");
            if (!described(schema)) {
                silent.add(file.getKey());
            }
            undescribed(file.getKey(), schema, silent);
        }
        assertThat(silent).as("fields without @JsonPropertyDescription").isEmpty();
    }

    @Test
    void every_kind_is_of_our_category_and_has_a_short_name() throws IOException {
        for (String text : CrdFiles.generate().values()) {
            JsonNode names = new YAMLMapper().readTree(text).at("/spec/names");
            assertThat(names.at("/categories/0").asText()).isEqualTo("xisuan");
            assertThat(names.at("/shortNames/0").asText()).startsWith("x");
        }
    }

    @Test
    void no_number_is_fractional() {
        assertThat(CrdFiles.generate().values()).noneMatch(text -> text.contains("type: number"));
    }

    private static boolean described(JsonNode schema) {
        return schema.path("description").asText().length() >= 8;
    }

    private static void undescribed(String path, JsonNode schema, List<String> silent) {
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            String at = path + " " + field.getKey();
            if (!described(field.getValue())) {
                silent.add(at);
            }
            undescribed(at, field.getValue(), silent);
            undescribed(at + "[]", field.getValue().path("items"), silent);
            undescribed(at + "{}", field.getValue().path("additionalProperties"), silent);
        }
    }

    private static void collect(String path, JsonNode schema, List<String> unbounded) {
        boolean bounded = switch (schema.path("type").asText()) {
            case "string" -> schema.has("maxLength") || schema.has("enum");
            case "array" -> schema.has("maxItems");
            case "object" -> !schema.has("additionalProperties") || schema.has("maxProperties");
            case "integer", "boolean" -> true;
            default -> false;
        };
        if (!bounded) {
            unbounded.add(path);
        }
        schema.path("properties")
                .properties()
                .forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), unbounded));
        if (schema.has("items")) {
            collect(path + "[]", schema.path("items"), unbounded);
        }
        if (schema.path("additionalProperties").isObject()) {
            collect(path + "{}", schema.path("additionalProperties"), unbounded);
        }
    }
}
