package io.xisuan.operator.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** The values of a metric's labels, in their order. */
public record Labels(List<String> values) implements Comparable<Labels> {
    private static final Comparator<Labels> ORDER = Comparator.comparing(labels -> String.join("\n", labels.values()));

    public Labels {
        values = List.copyOf(values);
    }

    public static Labels of(String... values) {
        return new Labels(List.of(values));
    }

    @Override
    public int compareTo(Labels other) {
        return ORDER.compare(this, other);
    }

    /**
     * Keeps the values of the first label that are the largest and puts the rest together, so that no cluster makes series without end.
     *
     * @param together how two values make one: a sum of counts, the larger of two ages
     */
    static SortedMap<Labels, Double> bounded(
            SortedMap<Labels, Double> values, int most, String other, BinaryOperator<Double> together) {
        Map<String, Double> sums = new TreeMap<>();
        values.forEach((labels, value) -> {
            if (!labels.values().isEmpty()) {
                sums.merge(labels.values().getFirst(), value, together);
            }
        });
        if (sums.size() <= most) {
            return values;
        }
        Set<String> kept = sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        SortedMap<Labels, Double> bounded = new TreeMap<>();
        values.forEach((labels, value) -> bounded.merge(labels.within(kept, other), value, together));
        return bounded;
    }

    private Labels within(Set<String> kept, String other) {
        if (kept.contains(values.getFirst())) {
            return this;
        }
        List<String> others = new ArrayList<>(values);
        others.set(0, other);
        return new Labels(others);
    }
}
