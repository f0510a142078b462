package io.xisuan.operator.metering.exposition;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;

/** One sample as the rules look at it. */
record OpenMetricsPoint(
        String name, TreeMap<String, String> labels, double value, Optional<BigDecimal> timestamp, boolean exemplar) {
    OpenMetricsPoint(String name, LabelSet labels, double value) {
        this(name, sorted(labels), value, Optional.empty(), false);
    }

    /** A label with an empty value is a label that is not there. */
    private static TreeMap<String, String> sorted(LabelSet labels) {
        TreeMap<String, String> sorted = new TreeMap<>();
        for (int i = 0; i < labels.count(); i++) {
            if (labels.valueTo(i) > labels.valueFrom(i)) {
                sorted.put(labels.name(i), labels.value(i));
            }
        }
        return sorted;
    }

    OpenMetricsPoint at(BigDecimal seconds) {
        return new OpenMetricsPoint(name, labels, value, Optional.of(seconds), exemplar);
    }

    OpenMetricsPoint withExemplar() {
        return new OpenMetricsPoint(name, labels, value, timestamp, true);
    }

    Optional<String> label(String label) {
        return Optional.ofNullable(labels.get(label));
    }

    /** Returns all labels but one, as a key. */
    String without(String special) {
        TreeMap<String, String> rest = new TreeMap<>(labels);
        rest.remove(special);
        return rest.toString();
    }
}
