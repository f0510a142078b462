package io.xisuan.operator.metering.scrape;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Which exporters are asked.
 *
 * @param annotations whether a node's annotation may say where its exporters answer: whoever may change nodes then decides whom
 *     the operator asks, with its tokens
 */
public record Exporters(List<ExporterRule> rules, boolean annotations) {
    /** Nobody is asked; usage is verified by count. */
    public static final Exporters NONE = new Exporters(List.of(), false);

    public Exporters {
        rules = List.copyOf(rules);
    }

    /** Returns the labels by which pods of exporters are found, each set once. */
    public List<SortedMap<String, String>> podLabels() {
        LinkedHashSet<SortedMap<String, String>> labels = new LinkedHashSet<>();
        for (ExporterRule rule : rules) {
            if (rule.place() instanceof ExporterRule.Place.InPod pod) {
                labels.add(pod.labels());
            }
        }
        return List.copyOf(labels);
    }

    Optional<ExporterRule> named(String name) {
        return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
