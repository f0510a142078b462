package io.xisuan.operator.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The largest status that a schema lets through, every field present and at its bound, in characters of its JSON. */
class StatusSizeTest {
    private static final int MOST = 4096;

    /** An integer without a maximum. */
    private static final int DIGITS = 19;

    @Test
    void the_largest_status_of_each_kind_stays_within_four_kibibytes() throws IOException {
        for (Map.Entry<String, String> file : CrdFiles.generate().entrySet()) {
            if (file.getKey().startsWith("inquiries")) {
                continue; // An answer is read once and deleted with its inquiry: its own bound is that of the next
                // test.
            }
            JsonNode status = new YAMLMapper()
                    .readTree(file.getValue())
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties/status");
            assertThat(most(status)).as(file.getKey()).isBetween(1000, MOST);
        }
    }

    @Test
    void the_largest_answer_fits_into_an_object_of_the_api_server() throws IOException {
        JsonNode status = new YAMLMapper()
                .readTree(CrdFiles.generate().get("inquiries.xisuan.io.yaml"))
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/status");
        // Of UTF-8 a character takes three bytes at most that is written as one of Java's; etcd takes 1.5 MiB.
        assertThat(3 * most(status)).isLessThan(1_000_000);
    }

    @Test
    void the_bound_counts_quotes_commas_and_names() throws IOException {
        JsonNode schema = new YAMLMapper()
                .readTree("{type: object, properties: {a: {type: string, maxLength: 3}, b: {type: array,"
                        + " maxItems: 2, items: {type: boolean}}}}");

        assertThat(most(schema)).isEqualTo("{\"a\":\"xyz\",\"b\":[false,false]}".length() + 2);
    }

    /** Returns the length of the longest JSON of a schema; a comma more than there is counts for each list and object. */
    private static int most(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "string" -> 2 + (schema.has("enum") ? longest(schema.path("enum")) : bound(schema, "maxLength"));
            case "integer" ->
                schema.has("maximum")
                        ? schema.path("maximum").bigIntegerValue().toString().length()
                        : DIGITS;
            case "boolean" -> 5;
            case "array" -> 2 + bound(schema, "maxItems") * (most(schema.path("items")) + 1);
            default ->
                2
                        + schema.path("properties").properties().stream()
                                .mapToInt(field -> field.getKey().length() + 4 + most(field.getValue()))
                                .sum();
        };
    }

    private static int bound(JsonNode schema, String name) {
        assertThat(schema.has(name)).as("%s of %s", name, schema).isTrue();
        return schema.path(name).asInt();
    }

    private static int longest(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .mapToInt(value -> value.asText().length())
                .max()
                .orElse(0);
    }
}
