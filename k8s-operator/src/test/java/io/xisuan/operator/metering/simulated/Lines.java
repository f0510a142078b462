package io.xisuan.operator.metering.simulated;

import java.util.Locale;

/** A text under construction, in the way that exporters write it: comments, then samples, nothing escaped. */
final class Lines {
    private final StringBuilder text = new StringBuilder();

    Lines family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** Adds a sample; what follows the name is already written as labels, or empty. */
    Lines sample(String name, String labels, Object value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
        return this;
    }

    Lines stamped(String name, String labels, Object value, long timestampMillis) {
        return sample(name, labels, value + " " + timestampMillis);
    }

    /** Writes names and values in turn as labels. */
    static String labels(String... namesAndValues) {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.append(labels.isEmpty() ? "" : ",")
                    .append(namesAndValues[i])
                    .append("=\"")
                    .append(namesAndValues[i + 1])
                    .append('"');
        }
        return labels.toString();
    }

    /** Joins two runs of labels, of which either may be empty. */
    static String join(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "," + other;
    }

    /** Writes a number as Go's {@code %f} does. */
    static String float6(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    /** Writes a number as Prometheus' Go client does: with an exponent from a million on. */
    static String exponent(long value) {
        if (value < 1_000_000) {
            return Long.toString(value);
        }
        String digits = Long.toString(value);
        String rest = digits.substring(1).replaceAll("0+$", "");
        return "%s%se+%02d".formatted(digits.substring(0, 1), rest.isEmpty() ? "" : "." + rest, digits.length() - 1);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
