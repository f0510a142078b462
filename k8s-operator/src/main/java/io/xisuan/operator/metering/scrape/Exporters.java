package io.xisuan.operator.metering.scrape;

import java.util.List;
import java.util.Optional;

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

    Optional<ExporterRule> named(String name) {
        return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
