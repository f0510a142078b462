package io.xisuan.scheduler.placement.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One policy or several, each with a weight: {@code bestfit:2,fgd:1}. The scores of all are on one scale and are averaged; the device
 * within a node is chosen by the policy with the most weight, of equals the first.
 */
public record PolicyBlend(List<Part> parts) {
    private static final int MOST_WEIGHT = 1000;

    /**
     * A policy and its weight.
     *
     * @param weight 1 to 1000
     */
    public record Part(NodePolicy policy, int weight) {
        public Part {
            if (weight < 1 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException(
                        "The weight of %s is 1 to %d, not %d".formatted(policy.id(), MOST_WEIGHT, weight));
            }
        }

        @Override
        public String toString() {
            return policy.id() + ":" + weight;
        }
    }

    public PolicyBlend {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().map(Part::policy).distinct().count() < parts.size()) {
            throw new IllegalArgumentException("One policy at least and each once, not " + parts);
        }
    }

    /** Returns one policy alone. */
    public static PolicyBlend of(NodePolicy policy) {
        return new PolicyBlend(List.of(new Part(policy, 1)));
    }

    /**
     * Reads names with weights, {@code NAME[:WEIGHT],...}; a weight that is not given is 1.
     *
     * @throws IllegalArgumentException when it is none, with a message for people
     */
    public static PolicyBlend parse(String text) {
        List<Part> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] words = part.strip().split(":", -1);
            NodePolicy policy = NodePolicy.byId(words[0])
                    .orElseThrow(() -> new IllegalArgumentException(
                            "\"%s\" is no placement policy; known are %s".formatted(words[0], NodePolicy.knownIds())));
            parts.add(new Part(policy, words.length == 1 ? 1 : weight(words, part)));
        }
        return new PolicyBlend(parts);
    }

    private static int weight(String[] words, String part) {
        if (words.length == 2 && words[1].matches("[0-9]{1,4}")) {
            return Integer.parseInt(words[1]);
        }
        throw new IllegalArgumentException("\"%s\" is not NAME:WEIGHT with a whole weight".formatted(part.strip()));
    }

    /** Says whether scores depend on the draw, so that keeping them would be wrong. */
    public boolean draws() {
        return parts.stream().anyMatch(part -> part.policy().draws());
    }

    /** Returns a scorer for a fleet. */
    public NodeScorer scorer(FleetOutline fleet) {
        List<NodeScorer> scorers =
                parts.stream().map(part -> part.policy().scorer(fleet)).toList();
        return parts.size() == 1
                ? scorers.get(0)
                : new BlendScorer(scorers, parts.stream().mapToInt(Part::weight).toArray());
    }

    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining(","));
    }
}
