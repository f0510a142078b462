package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of one run: its defaults, and what the command line said instead. */
public record Parameters(Map<String, String> values) {
    public Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads {@code --option value} pairs.
     *
     * @throws InputException when an option is unknown or has no value
     */
    public static Parameters read(Run run, List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>(run.defaults());
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            String name = option.startsWith("--") ? option.substring(2) : "";
            if (!values.containsKey(name)) {
                throw InputException.of("%s: \"%s\" is no option; known are --%s"
                        .formatted(run.name(), option, String.join(", --", values.keySet())));
            }
            if (i + 1 == arguments.size()) {
                throw InputException.of("%s: %s needs a value".formatted(run.name(), option));
            }
            values.put(name, arguments.get(i + 1));
        }
        return new Parameters(values);
    }

    /** Returns the options as a report shows them: passwords in URLs are left out. */
    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>(values);
        shown.replaceAll((name, value) -> value.replaceAll("(password=)[^&]*", "$1***"));
        return shown;
    }

    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    public List<String> list(String name) {
        return Arrays.stream(text(name).split(",")).map(String::strip).toList();
    }

    public boolean flag(String name) {
        return switch (text(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, text(name), "true or false");
        };
    }

    public long number(String name, long least, long most) {
        return number(name, text(name), least, most);
    }

    public int count(String name, int least, int most) {
        return Math.toIntExact(number(name, least, most));
    }

    public List<Integer> counts(String name, int least, int most) {
        return list(name).stream()
                .map(value -> Math.toIntExact(number(name, value, least, most)))
                .toList();
    }

    public Path path(String name) {
        try {
            return Path.of(text(name)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw wrong(name, text(name), "a path");
        }
    }

    private static long number(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a whole number");
        }
        throw wrong(name, value, "a whole number from %d to %d".formatted(least, most));
    }

    private static InputException wrong(String name, String value, String wanted) {
        return InputException.of("--%s: \"%s\" is not %s".formatted(name, value, wanted));
    }
}
