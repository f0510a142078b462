package io.xisuan.operator.options;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of one object of an options file; everything wrong names the file and the field. */
public final class OptionFields {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    private final String file;
    private final String path;
    private final JsonNode node;

    /**
     * @param path where the object lies in the file; empty for the file itself
     */
    public OptionFields(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw InputException.of(
                    "%s: %s: write fields with values".formatted(file, path.isEmpty() ? "the file" : path));
        }
    }

    /** Returns what to throw for a field. */
    public InputException wrong(String field, String problem) {
        return InputException.of("%s: %s: %s".formatted(file, path.isEmpty() ? field : path + "." + field, problem));
    }

    /** Refuses all other fields. */
    public void allow(String... names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!Arrays.asList(names).contains(name)) {
                throw wrong(name, "is no field; known are " + String.join(", ", names));
            }
        });
    }

    /** Returns whether the field is written. */
    public boolean has(String field) {
        return node.has(field);
    }

    /** Returns a value as it is written. */
    public Optional<String> text(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.isNull()) {
            throw wrong(field, "write one value");
        }
        return Optional.of(value.asText());
    }

    /** Returns a yes or no. */
    public boolean flag(String field, boolean usual) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(field, "write true or false");
        }
        return value.asBoolean(usual);
    }

    /** Returns a whole number above 0. */
    public int number(String field, int usual) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !(value.isInt() && value.intValue() > 0)) {
            throw wrong(field, "write a whole number above 0");
        }
        return value.asInt(usual);
    }

    /** Returns a duration as 15s, 500ms or 1m. */
    public Duration duration(String field, Duration usual) {
        Optional<String> text = text(field);
        if (text.isEmpty()) {
            return usual;
        }
        Matcher matcher = DURATION.matcher(text.get());
        if (!matcher.matches()) {
            throw wrong(field, "\"%s\" is no duration: write 15s, 500ms or 1m".formatted(text.get()));
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    /** Returns one of the known words. */
    public String oneOf(String field, String usual, String... known) {
        String text = text(field).orElse(usual);
        if (!Arrays.asList(known).contains(text)) {
            throw wrong(field, "\"%s\" is none of %s".formatted(text, String.join(", ", known)));
        }
        return text;
    }

    /** Returns labels with their values, written as an object. */
    public SortedMap<String, String> labels(String field) {
        SortedMap<String, String> labels = new TreeMap<>();
        if (has(field)) {
            OptionFields fields = part(field);
            fields.node
                    .fieldNames()
                    .forEachRemaining(name -> labels.put(name, fields.text(name).orElseThrow()));
        }
        return labels;
    }

    /** Returns a file that is there. */
    public Optional<Path> file(String field) {
        Optional<String> text = text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path named = Path.of(text.get()).toAbsolutePath();
            if (!Files.isReadable(named)) {
                throw wrong(field, "%s cannot be read".formatted(named));
            }
            return Optional.of(named);
        } catch (InvalidPathException e) {
            throw wrong(field, "\"%s\" is no path".formatted(text.get()));
        }
    }

    /** Returns the fields of an object within. */
    public OptionFields part(String field) {
        return new OptionFields(file, path.isEmpty() ? field : path + "." + field, node.path(field));
    }

    /** Returns the objects of a list. */
    public List<OptionFields> list(String field) {
        JsonNode value = node.path(field);
        if (!value.isArray()) {
            throw wrong(field, "write a list");
        }
        List<OptionFields> all = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            all.add(new OptionFields(file, "%s[%d]".formatted(field, i), value.get(i)));
        }
        return all;
    }

    /** Returns the texts of a list, or none where it is not written. */
    public List<String> texts(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isTextual() || one.asText().isBlank()) {
                throw wrong(field, "write a list of texts: [a, b]");
            }
            all.add(one.asText());
        }
        if (!value.isArray() || all.isEmpty()) {
            throw wrong(field, "write a list of texts: [a, b]");
        }
        return all;
    }

    /** Returns a value whose constructor may refuse it; its sentence names this place. */
    public <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw InputException.of(
                    path.isEmpty()
                            ? "%s: %s".formatted(file, e.getMessage())
                            : "%s: %s: %s".formatted(file, path, e.getMessage()));
        }
    }
}
