package io.xisuan.operator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a document against the OpenAPI schema of its CRD, as the API server would, with the words that a person needs.
 *
 * <p>It covers what our schemas use: types, required and unknown fields, enums, patterns, lengths, minimum and maximum.
 * CEL rules are the API server's; those that matter here are checked again by {@link References} and {@code translate}.
 */
final class SchemaCheck {
    private static final Pattern MATCHES = Pattern.compile("self\\.matches\\(r'(.*)'\\)");

    private final YamlDocument document;
    private final List<ManifestProblem> problems;

    SchemaCheck(YamlDocument document, List<ManifestProblem> problems) {
        this.document = document;
        this.problems = problems;
    }

    void check(String path, JsonNode schema, JsonNode value) {
        String type = schema.path("type").asText();
        if (!hasType(type, value)) {
            add(path, wrongType(type, value));
            return;
        }
        switch (type) {
            case "object" -> checkObject(path, schema, value);
            case "array" -> checkArray(path, schema, value);
            case "string" -> checkString(path, schema, value.textValue());
            case "integer" -> checkRange(path, schema, value.decimalValue());
            default -> {}
        }
    }

    private void checkObject(String path, JsonNode schema, JsonNode value) {
        JsonNode known = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                add(child(path, name.asText()), "is missing");
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String at = child(path, field.getKey());
            if (known.has(field.getKey())) {
                check(at, known.path(field.getKey()), field.getValue());
            } else if (others.isObject()) {
                check(at, others, field.getValue());
            } else {
                add(at, "is not a known field" + NearestWord.hint(field.getKey(), names(known)));
            }
        }
        checkSize(path, schema, "Properties", value.size(), "entries");
    }

    private void checkArray(String path, JsonNode schema, JsonNode value) {
        checkSize(path, schema, "Items", value.size(), "entries");
        for (int i = 0; i < value.size(); i++) {
            check(path + "[" + i + "]", schema.path("items"), value.path(i));
        }
    }

    private void checkString(String path, JsonNode schema, String text) {
        if (schema.has("enum")) {
            checkEnum(path, schema.path("enum"), text);
            return;
        }
        String pattern = pattern(schema);
        Optional<TextForm> form = TextForm.of(pattern);
        if (!Pattern.compile(pattern).matcher(text).find() || (form.isPresent() && text.isEmpty())) {
            add(
                    path,
                    form.map(known -> known.mismatch(text))
                            .orElse("\"%s\" does not have the form %s".formatted(text, pattern)));
            return;
        }
        int before = problems.size();
        checkSize(path, schema, "Length", text.codePointCount(0, text.length()), "characters");
        if (problems.size() == before) {
            form.flatMap(known -> known.flaw(text)).ifPresent(flaw -> add(path, flaw));
        }
    }

    /** Returns the pattern of a text: as such, or within the rule whose message says more than a pattern can. */
    private static String pattern(JsonNode schema) {
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            Matcher matcher = MATCHES.matcher(rule.path("rule").asText());
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return schema.path("pattern").asText("");
    }

    private void checkEnum(String path, JsonNode values, String text) {
        List<String> known = new ArrayList<>();
        values.forEach(value -> known.add(value.asText()));
        if (!known.contains(text)) {
            add(
                    path,
                    "\"%s\" is none of %s%s".formatted(text, String.join(", ", known), NearestWord.hint(text, known)));
        }
    }

    private void checkRange(String path, JsonNode schema, BigDecimal value) {
        if (schema.has("minimum") && value.compareTo(schema.path("minimum").decimalValue()) < 0) {
            add(path, "%s is less than %s".formatted(value.toPlainString(), whole(schema.path("minimum"))));
        }
        if (schema.has("maximum") && value.compareTo(schema.path("maximum").decimalValue()) > 0) {
            add(path, "%s is more than %s".formatted(value.toPlainString(), whole(schema.path("maximum"))));
        }
    }

    private void checkSize(String path, JsonNode schema, String what, int size, String unit) {
        if (size < schema.path("min" + what).asInt(0)) {
            add(
                    path,
                    "has %d %s, fewer than %d"
                            .formatted(size, unit, schema.path("min" + what).asInt()));
        }
        if (size > schema.path("max" + what).asInt(Integer.MAX_VALUE)) {
            add(
                    path,
                    "has %d %s, more than %d"
                            .formatted(size, unit, schema.path("max" + what).asInt()));
        }
    }

    private static boolean hasType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalStateException("Our schemas have no type \"%s\"".formatted(type));
        };
    }

    private static String wrongType(String type, JsonNode value) {
        if (value.isNull()) {
            return "has no value";
        }
        if (type.equals("string") && value.isValueNode()) {
            return "must be text: write \"%s\" in quotes".formatted(value.asText());
        }
        return "must be %s, not %s"
                .formatted(article(type), article(value.getNodeType().name().toLowerCase(Locale.ROOT)));
    }

    private static String article(String type) {
        return switch (type) {
            case "object" -> "a group of fields";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "number" -> "a number with decimals";
            case "boolean" -> "true or false";
            default -> "text";
        };
    }

    private static String whole(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static List<String> names(JsonNode fields) {
        return fields.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void add(String path, String problem) {
        problems.add(document.problem(path, problem));
    }
}
